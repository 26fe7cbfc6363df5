import GradusKit

/// An autoencoder whose code is a draw around a mean.
struct VariationalAutoencoder: Trainer {
  /// The grader sets this before the first step.
  @Setting var learningRate = 0.01

  /// What these hold when you report is read by the grader, by name.
  var mean = Tensor(0)
  var logVariance = Tensor(0)
  var code = Tensor(0)
  var reconstruction = 0.0
  var divergence = 0.0
  var loss = 0.0
  var gradients: Parameters = 0

  /// Takes all steps, and reports each.
  ///
  /// - Parameters:
  ///   - data: `data["x"]`, a row for each example; `data["noise", step: 1]` and so on; `data.steps`.
  ///   - weights: `W1`, `b1`, `Wm`, `bm`, `Ws`, `bs`, `W2` and `b2` before the first step, and yours to change.
  ///   - report: To be called once after each step.
  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"]
    for step in 1...data.steps {
      let noise = data["noise", step: step]
      // TODO: encode, decode, go back, and update the weights.
      _ = (x, noise)
      report(self, weights)
    }
  }
}
