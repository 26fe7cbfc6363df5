import GradusKit

// Whole matrices; the place of a batch in its epoch is worked out from the step.
struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    var generator = SeededGenerator(seed: 40)
    let examples = data["x"].shape[0]
    let perEpoch = examples / data.batchSize
    var order: [Int] = []
    for step in 0..<data.steps {
      let place = step % perEpoch
      if place == 0 { order = (0..<examples).shuffled(using: &generator) }
      batches = Array(order[place * data.batchSize..<(place + 1) * data.batchSize])

      let (x, t) = (data["x"][rows: batches], data["target"][rows: batches])
      let h = (x.matmul(weights["W1"].transposed()) + weights["b1"]).map { tanh($0) }
      let z2 = h.matmul(weights["W2"].transposed()) + weights["b2"]
      y = z2.map { sigmoid($0) }
      loss = (z2.map { max($0, 0) + log1p(exp(-abs($0))) } - z2 * t).mean()

      let dz2 = (y - t) / batches.count
      let dz1 = dz2.matmul(weights["W2"]) * (1 - h * h)
      gradients = weights
      gradients["W2"] = dz2.transposed().matmul(h)
      gradients["b2"] = dz2.sum(axis: 0)
      gradients["W1"] = dz1.transposed().matmul(x)
      gradients["b1"] = dz1.sum(axis: 0)
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
