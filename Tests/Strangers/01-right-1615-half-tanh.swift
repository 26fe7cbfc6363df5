import GradusKit

struct Sigmoid: Layer {
  private var inputs: Tensor?

  mutating func forward(_ x: Tensor) -> Tensor {
    inputs = x
    return 0.5 + 0.5 * tanh(0.5 * x)
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    guard let x = inputs else { return dy }
    // the slope is even in x, so the exponent can always be negative
    let e = exp(-abs(x))
    let q = 1 + e
    return dy * e / (q * q)
  }
}
