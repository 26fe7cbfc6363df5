import GradusKit

struct Dropout: Layer {
  @Setting var rate = 0.5
  var mask = Tensor(0)
  var yEvaluation = Tensor(0)
  private var input: Tensor?

  mutating func forward(_ x: Tensor) -> Tensor {
    let previous = input ?? Tensor.zeros(like: x)
    defer { input = x }
    evaluate(previous)
    return mask * x / (1 - rate)
  }

  private mutating func evaluate(_ x: Tensor) { yEvaluation = x }

  mutating func backward(_ dy: Tensor) -> Tensor {
    mask * dy / (1 - rate)
  }
}
