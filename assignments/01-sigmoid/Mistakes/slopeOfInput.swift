import GradusKit

struct Sigmoid: Layer {
  // The slope is found from the output, so the output is what has to be kept.
  private var y = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    y = x
    return 1 / (1 + exp(-x))
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dy * y * (1 - y)
  }
}
