import GradusKit

/// Drops units while a network is trained, by a mask that is given.
struct Dropout: Layer {
  /// The grader sets this before the first call: the share of units that is dropped, p.
  @Setting var rate = 0.5
  /// The grader writes this before each call, a new one each time: 1 where a unit is kept, 0 where it is dropped.
  var mask = Tensor(0)

  /// The outputs for the same x when the network is used, not trained; read by name after each call.
  var yEvaluation = Tensor(0)

  /// The way there, in training; also sets `yEvaluation`.
  ///
  /// - Parameter x: The inputs, of the shape of `mask`.
  /// - Returns: The outputs in training.
  mutating func forward(_ x: Tensor) -> Tensor {
    // TODO
    Tensor.zeros(like: x)
  }

  /// The way back, in training.
  ///
  /// - Parameter dy: The loss's derivative by each output.
  mutating func backward(_ dy: Tensor) -> Tensor {
    // TODO
    Tensor.zeros(like: dy)
  }
}
