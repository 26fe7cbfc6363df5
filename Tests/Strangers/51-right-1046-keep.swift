import GradusKit

struct Dropout: Layer {
  @Setting var rate = 0.5
  var mask = Tensor(0)

  private var seen: [Double] = []
  private var shape: [Int] = []
  var yEvaluation: Tensor { shape.isEmpty ? Tensor(0) : Tensor(shape: shape, values: seen) }

  private func dropped(_ t: Tensor) -> Tensor {
    let keep = 1 - rate
    var result = t
    for i in 0..<t.count {
      result[i] = mask[i] == 0 ? 0 : t[i] / keep
    }
    return result
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    seen = x.values
    shape = x.shape
    return dropped(x)
  }

  mutating func backward(_ dy: Tensor) -> Tensor { dropped(dy) }
}
