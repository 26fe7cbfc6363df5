import GradusKit

struct Softplus: Layer {
  private var x = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    self.x = x
    // Taking x out of the logarithm where it is positive leaves a power that is never above 1.
    return x.map { max($0, 0) + log1p(exp(-abs($0))) }
  }

  mutating func backward(_ dy: Tensor) -> Tensor { dy * sigmoid(x) }
}
