import GradusKit

/// The hyperbolic tangent of every input, and its slope.
struct HyperbolicTangent: Layer {
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

/// The rectifier that lets a little through below zero.
struct LeakyReLU: Layer {
  /// The slope below zero.
  @Setting var slope = 0.01

  /// The way there. `x` has any shape.
  mutating func forward(_ x: Tensor) -> Tensor {
    // TODO
    Tensor.zeros(like: x)
  }

  /// The way back.
  mutating func backward(_ dy: Tensor) -> Tensor {
    // TODO
    Tensor.zeros(like: dy)
  }
}

/// The rectifier without a corner.
struct Softplus: Layer {
  /// The way there. `x` has any shape, and numbers of any size.
  mutating func forward(_ x: Tensor) -> Tensor {
    // TODO
    Tensor.zeros(like: x)
  }

  /// The way back.
  mutating func backward(_ dy: Tensor) -> Tensor {
    // TODO
    Tensor.zeros(like: dy)
  }
}
