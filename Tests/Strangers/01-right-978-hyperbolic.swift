import GradusKit

struct Sigmoid: Layer {
  var half = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    half = x / 2
    return (1 + tanh(half)) / 2
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    // dy/dx = 1/(2·cosh(x/2))²
    let c = 2 * cosh(half)
    return dy / (c * c)
  }
}
