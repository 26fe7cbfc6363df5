import GradusKit

/// A linear neuron that descends: every step looks at all points.
struct LinearNeuron: Trainer {
  /// The grader sets this before the first step.
  @Setting var learningRate = 0.01

  /// What these hold when you report is read by the grader, by name.
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  /// Takes all steps, and reports each.
  ///
  /// - Parameters:
  ///   - data: `data["x"]` and `data["target"]`, a row for each point; `data.steps`.
  ///   - weights: `weights["W"]` and `weights["b"]` before the first step, and yours to change.
  ///   - report: To be called once after each step.
  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    for _ in 1...data.steps {
      // TODO: outputs, loss and gradients with the weights from before the step; then update the weights.
      report(self, weights)
    }
  }
}
