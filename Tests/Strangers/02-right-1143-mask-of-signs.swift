import GradusKit

struct ParametricReLU: Layer {
  var alpha = 0.25
  var dalpha = 0.0
  private var positive = Tensor(0)
  private var negativePart = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    positive = x.map { $0 > 0 ? 1.0 : 0.0 }
    negativePart = min(x, 0)
    return max(x, 0) + alpha * negativePart
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dalpha = (dy * negativePart).sum()
    return dy * (positive + alpha * (1 - positive))
  }
}
