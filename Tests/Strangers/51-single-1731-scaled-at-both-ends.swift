import GradusKit

struct Dropout: Layer {
  @Setting var rate = 0.5
  var mask = Tensor(0)
  var yEvaluation = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    let keep = 1 - rate
    // in expectation only a share of the units is there
    yEvaluation = keep * x
    return x * mask / keep
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dy * mask / (1 - rate)
  }
}
