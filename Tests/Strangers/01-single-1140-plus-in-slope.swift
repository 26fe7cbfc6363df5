import GradusKit

struct Sigmoid: Layer {
  private var y = Tensor(0)

  private func f(_ s: Tensor) -> Tensor { s * (1 + s) }

  mutating func forward(_ x: Tensor) -> Tensor {
    y = 1 / (1 + exp(-x))
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    return dy * f(y)
  }
}
