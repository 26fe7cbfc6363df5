import GradusKit

struct Dropout: Layer {
  @Setting var rate = 0.5
  var mask = Tensor(0)
  private var scaled: [Double] = []
  private var seen: [Double] = []
  private var form: [Int] = []

  var yEvaluation: Tensor { Tensor(shape: form, values: seen) }

  mutating func forward(_ x: Tensor) -> Tensor {
    form = x.shape
    seen = x.values
    scaled = []
    for m in mask { scaled.append(m / (1 - rate)) }
    var out = [Double]()
    for (k, number) in seen.enumerated() { out.append(number * scaled[k]) }
    return Tensor(shape: form, values: out)
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    var dx = dy
    for k in scaled.indices { dx[k] *= scaled[k] }
    return dx
  }
}
