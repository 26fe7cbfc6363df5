/// A whole training loop: from data and starting weights to trained ones.
///
/// Write a `struct` whose ``fit(_:_:report:)`` takes every step itself: it picks the batch, goes there and back through
/// the network, and updates the weights. Numbers to be chosen from outside are declared with ``Setting``. After each
/// step you call `report`, and Gradus reads the weights and every property that the assignment asks for, by its name; it
/// may be stored, computed, lazy, optional or wrapped. A quantity that each weight has (gradients, a moment) is a ``Parameters``, `[String: Tensor]` or
/// `[String: [Double]]`. Any other quantity (the loss, an output, the batch that you took) is a `Double`, `Int`,
/// `[Double]`, `[Int]` or `Tensor`.
///
/// Gradus makes a fresh one for each case by `Line()`: any initializer will do whose arguments all have defaults.
///
///     struct Line: Trainer {
///       @Setting var learningRate = 0.01
///       var loss = 0.0
///       var gradients: Parameters = 0
///
///       mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
///         let (x, target) = (data["x"], data["target"])
///         for _ in 1...data.steps {
///           let error = weights["w"][0] * x[0] - target[0]
///           loss = error * error
///           gradients["w"][0] = 2 * error * x[0]
///           weights -= learningRate * gradients
///           report(self, weights)
///         }
///       }
///     }
///
/// `report` is handed `self` because nobody else can read it while `fit` changes it.
///
/// Your program runs twice, and both runs must give the same numbers. So take your random numbers from a generator that
/// you start yourself:
///
///     var generator = SeededGenerator(seed: 1)
///     let order = (0..<24).shuffled(using: &generator)
public protocol Trainer {
  /// Takes all steps; called once.
  ///
  /// - Parameters:
  ///   - data: The data to learn from, and the number of steps to take.
  ///   - weights: All parameters of the model, as they are before the first step; keep their names and shapes.
  ///   - report: Call it once after each step, with `self` and the weights that the step has left: `data.steps` times.
  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void)
}
