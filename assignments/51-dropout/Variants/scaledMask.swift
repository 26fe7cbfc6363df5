import GradusKit

// The mask is scaled once, and used there and back.
struct Dropout: Layer {
  @Setting var rate = 0.5
  var mask = Tensor(0)
  private(set) var yEvaluation = Tensor(0)
  private var scaled = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    yEvaluation = x
    scaled = mask.map { $0 * (1 / (1 - rate)) }
    return scaled * x
  }

  mutating func backward(_ dy: Tensor) -> Tensor { scaled * dy }
}
