import GradusKit

/// The sigmoid of every input, and its slope.
struct Sigmoid: Layer {
  // TODO: what must be remembered of the way there?

  /// The way there.
  ///
  /// - Parameter x: The inputs, of any shape; `x[i]` counts through all elements.
  /// - Returns: The outputs, of the same shape.
  mutating func forward(_ x: Tensor) -> Tensor {
    // TODO
    Tensor.zeros(like: x)
  }

  /// The way back.
  ///
  /// - Parameter dy: The loss's derivative by each output.
  /// - Returns: The loss's derivative by each input.
  mutating func backward(_ dy: Tensor) -> Tensor {
    // TODO
    Tensor.zeros(like: dy)
  }
}
