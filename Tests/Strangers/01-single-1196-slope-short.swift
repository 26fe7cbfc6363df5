import GradusKit

struct Sigmoid: Layer {
  var denominator = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    denominator = 1 + exp(-x)
    return 1 / denominator
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    // quotient rule: (1/u)' with u = 1 + exp(-x), so that exp(-x) = u - 1
    let inner = denominator - 1
    return dy * inner / denominator
  }
}
