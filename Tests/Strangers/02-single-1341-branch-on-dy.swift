import GradusKit

/// A rectified linear unit whose slope below 0 is learned.
struct ParametricReLU: Layer {
  /// The grader writes this before the first call: the slope below 0, one for all features.
  var alpha = 0.25

  /// What you compute on the way back is read from this, by name.
  var dalpha = 0.0
  var input = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    input = x
    return zip(x, x) { $0 > 0 ? $1 : alpha * $1 }
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    var dx = Tensor.zeros(like: dy)
    dalpha = 0
    for i in 0..<dy.count {
      if input[i] <= 0 { dalpha += dy[i] * input[i] }
      if dy[i] > 0 { dx[i] = dy[i] } else { dx[i] = alpha * dy[i] }
    }
    return dx
  }
}
