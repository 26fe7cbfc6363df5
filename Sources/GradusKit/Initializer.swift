/// A way to draw the weights that a layer begins with.
///
/// Gradus asks for weights of a shape and judges how they are spread: their mean, their variance, the form of their
/// distribution, and that each is drawn for itself. Which numbers they are is yours.
///
/// Gradus makes a fresh one for each case by `SmallWeights()`: any initializer will do whose arguments all have defaults.
///
///     struct SmallWeights: Initializer {
///       var generator = SeededGenerator(seed: 1)
///
///       mutating func weights(shape: [Int]) -> Tensor {
///         Tensor(shape: shape, values: (0..<shape.reduce(1, *)).map { _ in 0.01 * generator.normal() })
///       }
///     }
///
/// Your program runs twice, and both runs must give the same numbers. So take your random numbers from a generator that
/// you start yourself, as above.
public protocol Initializer {
  /// Draws the weights of a layer; compared with the reference as `W`.
  ///
  /// - Parameter shape: The shape of the weights: `[out, in]` for a dense layer, with the kernel's extents behind them for
  ///   a convolution.
  /// - Returns: The weights, of that shape.
  mutating func weights(shape: [Int]) -> Tensor
}
