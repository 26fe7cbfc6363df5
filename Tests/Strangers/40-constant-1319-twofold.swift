import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"], targets = data["target"]
    var random = SeededGenerator(seed: 3)
    var queue = [Int]()

    func nextBatch() -> [Int] {
      if queue.count < data.batchSize {
        queue = (0..<x.shape[0]).shuffled(using: &random)
      }
      return (0..<data.batchSize).map { _ in queue.removeLast() }
    }

    for _ in 1...data.steps {
      let chosen = nextBatch()
      let rows = x[rows: chosen]
      let wanted = targets[rows: chosen]
      let n = Double(chosen.count)

      let hidden = tanh(rows.matmul(weights["W1"].transposed()) + weights["b1"])
      let logit = hidden.matmul(weights["W2"].transposed()) + weights["b2"]
      let output = sigmoid(logit)
      let terms = max(logit, 0) - logit * wanted + log1p(exp(-abs(logit)))

      let dz2 = 2 / n * (output - wanted)
      let dz1 = dz2.matmul(weights["W2"]) * (1 - hidden * hidden)

      batches = chosen
      y = output
      loss = terms.sum() / n
      gradients = [
        "W1": dz1.transposed().matmul(rows), "W2": dz2.transposed().matmul(hidden),
        "b1": dz1.sum(axis: 0), "b2": dz2.sum(axis: 0),
      ]
      for (name, slope) in gradients { weights[name] -= learningRate * slope }
      report(self, weights)
    }
  }
}
