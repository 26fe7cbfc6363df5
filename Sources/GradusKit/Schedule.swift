/// A learning rate, or a momentum, that changes from step to step.
///
/// Gradus makes a fresh one for each case by `Halving()`: any initializer will do whose arguments all have defaults.
///
///     struct Halving: Schedule {
///       @Setting var learningRate = 0.1
///
///       func rate(at step: Int) -> Double { learningRate / pow(2, Double(step)) }
///     }
public protocol Schedule {
  /// The rate of a step, compared with the reference as `learningRate` or, where that is asked for, as `momentum`.
  ///
  /// - Parameter step: The number of the step, from 1; Gradus asks for one after the other.
  mutating func rate(at step: Int) -> Double
}
