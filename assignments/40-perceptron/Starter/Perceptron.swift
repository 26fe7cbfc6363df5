import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  // What each step computes is read from these, by name, whenever you report.
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"]  // a row for each example; data["target"] is 0 or 1 for each
    let order = Array(0..<x.shape[0])
    // TODO: a generator of your own, SeededGenerator(seed:), to shuffle with.
    for _ in 1...data.steps {
      // TODO: the next batch of the epoch. These are always the same examples.
      batches = Array(order[..<data.batchSize])
      // TODO: the way there: y and the loss of this batch, with the weights as they are.
      y = Tensor(repeating: 0, shape: [data.batchSize, 1])
      // TODO: the way back: the gradients, a tensor for each weight, such as gradients["W1"].
      gradients = 0 * weights
      // TODO: the update.
      report(self, weights)
    }
  }
}
