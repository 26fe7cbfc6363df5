import GradusKit

struct Dropout: Layer {
  @Setting var rate = 0.5
  var mask = Tensor(0)
  var yEvaluation = Tensor(0)

  private lazy var scaled = mask / (1 - rate)

  mutating func forward(_ x: Tensor) -> Tensor {
    yEvaluation = x
    return x * scaled
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dy * scaled
  }
}
