import GradusKit

/// A rectified linear unit whose slope below 0 is learned.
struct ParametricReLU: Layer {
  /// The grader writes this before the first call: the slope below 0, one for all features.
  var alpha = 0.25

  /// What you compute on the way back is read from this, by name.
  var dalpha = 0.0
  var y = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    y = x
    for i in 0..<x.count {
      if y[i] <= 0 { y[i] *= alpha }
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    var dx = dy
    var sum = 0.0
    for i in 0..<dy.count {
      if y[i] <= 0 {
        dx[i] *= alpha
        sum += dy[i] * y[i]
      }
    }
    dalpha = sum
    return dx
  }
}
