import GradusKit

/// A rectified linear unit whose slope below 0 is learned.
struct ParametricReLU: Layer {
  /// The grader writes this before the first call: the slope below 0, one for all features.
  var alpha = 0.25

  /// What you compute on the way back is read from this, by name.
  var dalpha = 0.0
  private var slopes = Tensor(0)
  private var kept = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    let a = alpha
    slopes = x.map { (v: Double) -> Double in v > 0 ? 1.0 : a }
    kept = x
    return slopes * x
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dalpha = 0
    for i in 0..<dy.count where !(kept[i] > 0) {
      dalpha = dalpha + kept[i] * dy[i]
    }
    return slopes * dy
  }
}
