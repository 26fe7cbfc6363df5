import GradusKit

struct ParametricReLU: Layer {
  var alpha = 0.25
  var dalpha = 0.0

  private var below = Tensor(0)
  private var slopes = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    let a = alpha
    below = min(x, 0)
    slopes = x.map { $0 > 0.0 ? 1.0 : a }
    return max(x, 0) + a * below
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    // below is 0 wherever x was above, so nothing has to be chosen
    dalpha = (dy * below).sum()
    return slopes * dy
  }
}
