/// Something that improves weights from gradients, one step at a time.
///
/// Write a `struct` that keeps what it has to remember in properties. Numbers to be chosen from outside are declared
/// with ``Setting``. After each step Gradus reads the properties of type ``Parameters``, `[String: Tensor]` or
/// `[String: [Double]]` (stored, computed, lazy, optional or wrapped) and compares each, by its name, with the
/// reference: there is nothing to register and nothing to report. Numbers that belong to no parameter, such as a rate that each step
/// chooses, are read from properties of type `Double`, `[Double]` or ``Tensor``. If an assignment gives such numbers,
/// they are written there before the first step.
///
/// Gradus makes a fresh one for each case by `GradientDescent()`: any initializer will do whose arguments all have defaults.
///
///     struct GradientDescent: Optimizer {
///       @Setting var learningRate = 0.01
///
///       mutating func step(_ weights: inout Parameters, gradients g: Parameters) {
///         weights -= learningRate * g
///       }
///     }
public protocol Optimizer {
  /// Takes one step.
  ///
  /// - Parameters:
  ///   - weights: All parameters of the model; change them in place, keeping names and shapes.
  ///   - gradients: The loss's derivative by each weight, with the names and shapes of `weights`.
  mutating func step(_ weights: inout Parameters, gradients: Parameters)
}
