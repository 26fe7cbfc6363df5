import GradusKit

struct ParametricReLU: Layer {
  var alpha = 0.25
  var dalpha = 0.0
  private var below = Tensor(0)   // min(x, 0)
  private var on = Tensor(0)      // 1 where x > 0

  mutating func forward(_ x: Tensor) -> Tensor {
    below = min(x, 0)
    on = x.map { (v: Double) -> Double in v > 0 ? 1.0 : 0.0 }
    return max(x, 0) + alpha * below
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dalpha = dot(dy.reshaped(-1), below.reshaped(-1))
    // α + (1 − α)·on is 1 or α
    return dy * on + alpha * (dy * (1 - on))
  }
}
