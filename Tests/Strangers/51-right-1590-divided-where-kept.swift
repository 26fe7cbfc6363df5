import GradusKit

struct Dropout: Layer {
  @Setting var rate = 0.5
  var mask = Tensor(0)

  private var seen = Tensor(0)
  var yEvaluation: Tensor { seen }

  private func thinned(_ t: Tensor) -> Tensor {
    let keep = 1 - rate
    return zip(t, mask) { (value: Double, m: Double) -> Double in m == 0 ? 0.0 : value / keep }
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    seen = x
    return thinned(x)
  }

  mutating func backward(_ dy: Tensor) -> Tensor { thinned(dy) }
}
