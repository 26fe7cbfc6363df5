import GradusKit

struct Dropout: Layer {
  @Setting var rate = 0.5
  var mask = Tensor(0)

  private var seen = Tensor(0)
  private var factors = Tensor(0)

  /// The whole network uses what came in.
  var yEvaluation: Tensor { seen }

  mutating func forward(_ x: Tensor) -> Tensor {
    seen = x
    let boost = 1 / (1 - rate)
    factors = mask.map { $0 == 0 ? 0 : boost }
    return zip(factors, x) { f, v in f == 0 ? 0 : f * v }
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    var dx = dy
    dx *= factors
    return dx
  }
}
