import GradusKit

/// A generator and a discriminator, trained against each other.
struct Adversarial: Trainer {
  /// The grader sets this before the first step.
  @Setting var learningRate = 0.01

  /// What these hold when you report is read by the grader, by name.
  var discriminatorLoss = 0.0
  var generatorLoss = 0.0
  var gradients: Parameters = 0

  /// Takes all steps, and reports each.
  ///
  /// - Parameters:
  ///   - data: `data["real", step: t]`, `data["noise", step: t]` and `data["generatorNoise", step: t]`, a row for each
  ///     example; `data.steps`.
  ///   - weights: `D1`, `d1`, `D2`, `d2`, `G1`, `g1`, `G2` and `g2` before the first step, and yours to change.
  ///   - report: To be called once after each step.
  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    for step in 1...data.steps {
      let real = data["real", step: step]
      // TODO: the discriminator's turn, then the generator's.
      _ = real
      report(self, weights)
    }
  }
}
