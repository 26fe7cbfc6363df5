import GradusKit

struct Dropout: Layer {
  @Setting var rate = 0.5
  var mask = Tensor(0)
  var yEvaluation = Tensor(0)
  let scale = 2.0  // half of the units are dropped

  mutating func forward(_ x: Tensor) -> Tensor {
    yEvaluation = x
    return scale * x * mask
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    scale * dy * mask
  }
}
