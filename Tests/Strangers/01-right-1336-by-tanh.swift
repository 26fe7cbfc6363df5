import GradusKit

/// sigmoid(x) = (1 + tanh(x/2))/2
struct Sigmoid: Layer {
  private var th = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    th = tanh(x / 2)
    return 0.5 + 0.5 * th
  }

  // y(1-y) = (1 - th^2)/4; for saturated ones the factors (1-th)(1+th) keep it simple
  mutating func backward(_ dy: Tensor) -> Tensor {
    dy * ((1 - th) * (1 + th)) / 4
  }
}
