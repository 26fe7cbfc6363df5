import GradusKit

struct Dropout: Layer {
  @Setting var rate = 0.5
  var mask = Tensor(0)
  var yEvaluation = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    yEvaluation = x
    return x * mask / (1 - rate)
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let keep = 1 - rate
    return dy * mask * keep
  }
}
