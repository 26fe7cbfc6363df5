import GradusKit

/// An autoencoder with one hidden layer: the code.
struct Autoencoder: Trainer {
  /// The grader sets this before the first step.
  @Setting var learningRate = 0.01

  /// What these hold when you report is read by the grader, by name.
  var code = Tensor(0)
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  /// Takes all steps, and reports each.
  ///
  /// - Parameters:
  ///   - data: `data["x"]`, a row for each example; `data.steps`.
  ///   - weights: `W1`, `b1`, `W2` and `b2` before the first step, and yours to change.
  ///   - report: To be called once after each step.
  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"]
    for _ in 1...data.steps {
      // TODO: encode, decode, go back, and update the weights.
      _ = x
      report(self, weights)
    }
  }
}
