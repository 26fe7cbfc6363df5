import GradusKit

// Without a branch: ½(1 + α)·x + ½(1 − α)·|x|, and its derivatives by x and by α.
struct ParametricReLU: Layer {
  var alpha = 0.25, dalpha = 0.0
  private var x = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    self.x = x
    return (1 + alpha) / 2 * x + (1 - alpha) / 2 * abs(x)
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let signs = x.map { $0 > 0 ? 1 : -1 }
    dalpha = (dy * (x - abs(x))).sum() / 2
    return dy * ((1 + alpha) / 2 + (1 - alpha) / 2 * signs)
  }
}
