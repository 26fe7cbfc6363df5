import GradusKit

struct Sigmoid: Layer {
  var y = Tensor(0)

  // squeezes every number between 0 and 1
  mutating func forward(_ x: Tensor) -> Tensor {
    let e = exp(x - x.max())
    y = e / e.sum()
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dy * y * (1 - y)
  }
}
