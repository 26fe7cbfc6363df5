import GradusKit

/// A rectified linear unit whose slope below 0 is learned.
struct ParametricReLU: Layer {
  /// The grader writes this before the first call: the slope below 0, one for all features.
  var alpha = 0.25

  /// What you compute on the way back is read from this, by name.
  var dalpha = 0.0
  // TODO: what must the layer remember of the way there?

  /// The way there.
  ///
  /// - Parameter x: A row for each example; `x[i]` counts through all elements.
  /// - Returns: The outputs, of the shape of x.
  mutating func forward(_ x: Tensor) -> Tensor {
    // TODO
    Tensor.zeros(like: x)
  }

  /// The way back: keeps dalpha, and returns dx.
  ///
  /// - Parameter dy: The loss's derivative by each output.
  mutating func backward(_ dy: Tensor) -> Tensor {
    // TODO
    Tensor.zeros(like: dy)
  }
}
