/// The distance of predictions from their targets, as one number.
///
/// Gradus makes a fresh one for each case by `SquaredError()`: any initializer will do whose arguments all have defaults.
///
///     struct SquaredError: Loss {
///       func value(_ y: Tensor, target: Tensor) -> Double {
///         (0..<y.count).reduce(0) { $0 + (y[$1] - target[$1]) * (y[$1] - target[$1]) }
///       }
///       func gradient(_ y: Tensor, target: Tensor) -> Tensor {
///         Tensor(shape: y.shape, values: (0..<y.count).map { 2 * (y[$0] - target[$0]) })
///       }
///     }
public protocol Loss {
  /// The loss, compared with the reference as `loss`.
  ///
  /// - Parameters:
  ///   - y: The predictions, or the logits if the assignment asks for those.
  ///   - target: The targets, of the same shape.
  mutating func value(_ y: Tensor, target: Tensor) -> Double

  /// The loss's derivative by each prediction, of their shape; compared as `dy`, or `dz` for logits.
  mutating func gradient(_ y: Tensor, target: Tensor) -> Tensor
}
