/// Something that a signal goes through, and its gradient back.
///
/// Write a `struct` that keeps what it learns, and what it has to remember on the way there, in properties of type
/// `Tensor`. Before the first call Gradus writes the given ones, by the property's name. It then calls ``forward(_:)``
/// and ``backward(_:)``. It compares their results (`y` and `dx`) and the tensors in its properties (stored, computed,
/// lazy, optional or wrapped), by their names, with the reference: there is nothing to register and nothing to report.
///
/// Gradus makes a fresh one for each case by `Doubling()`: any initializer will do whose arguments all have defaults.
///
///     struct Doubling: Layer {
///       mutating func forward(_ x: Tensor) -> Tensor { x.map { 2 * $0 } }
///       mutating func backward(_ dy: Tensor) -> Tensor { dy.map { 2 * $0 } }
///     }
public protocol Layer {
  /// The way there.
  ///
  /// - Parameter x: The inputs.
  /// - Returns: The outputs, y.
  mutating func forward(_ x: Tensor) -> Tensor

  /// The way back; called after ``forward(_:)`` on the same inputs.
  ///
  /// - Parameter dy: The loss's derivative by each output, of the shape of y.
  /// - Returns: The loss's derivative by each input, of the shape of x.
  mutating func backward(_ dy: Tensor) -> Tensor
}
