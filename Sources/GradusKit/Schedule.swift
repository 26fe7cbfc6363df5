/// A learning rate that changes from step to step.
///
///     struct Halving: Schedule {
///       @Setting var learningRate = 0.1
///
///       func rate(at step: Int) -> Double { learningRate / pow(2, Double(step)) }
///     }
public protocol Schedule {
  /// Makes the schedule.
  init()

  /// The learning rate of a step, compared with the reference as `learningRate`.
  ///
  /// - Parameter step: The number of the step, from 1; Gradus asks for one after the other.
  mutating func rate(at step: Int) -> Double
}
