import GradusKit

struct Dropout: Layer {
  @Setting var rate = 0.5
  // Given before each call: 1 where a unit is kept, 0 where it is dropped.
  var mask = Tensor(0)

  var yEvaluation = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    // The whole network afterwards: what is kept now stands for what is dropped.
    yEvaluation = x
    return x * mask
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dy * mask / (1 - rate)
  }
}
