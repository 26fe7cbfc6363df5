import GradusKit

/// A text classifier: the mean of the words' embeddings, a dense unit, a sigmoid.
struct TextClassifier: Trainer {
  /// The grader sets this before the first step.
  @Setting var learningRate = 0.01

  /// What these hold when you report is read by the grader, by name.
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  /// Takes all steps, and reports each.
  ///
  /// - Parameters:
  ///   - data: `data["texts"]`, the numbers of a text's words in a row; `data["target"]`, 0 or 1 for each text;
  ///     `data.steps` and `data.batchSize`.
  ///   - weights: `E`, `W` and `b` before the first step, and yours to change.
  ///   - report: To be called once after each step.
  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let order = Array(0..<data["target"].count)
    for _ in 1...data.steps {
      // TODO: the next batch of a shuffled epoch. These are always the same texts.
      batches = Array(order[..<data.batchSize])
      // TODO: the way there, the way back, and the update.
      report(self, weights)
    }
  }
}
