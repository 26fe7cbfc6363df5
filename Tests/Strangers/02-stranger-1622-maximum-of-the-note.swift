import GradusKit

/// f(x) = max(αx, x), lecture 4
struct ParametricReLU: Layer {
  var alpha = 0.25
  var dalpha = 0.0
  private var x = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    self.x = x
    return max(alpha * x, x)
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let dead: Tensor = x.map { $0 > 0.0 ? 0.0 : 1.0 }
    dalpha = (dead * dy * x).sum()
    return dy * (1 - dead) + alpha * dy * dead
  }
}
