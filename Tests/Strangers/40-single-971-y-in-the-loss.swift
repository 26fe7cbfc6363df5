import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let allX = data["x"], allT = data["target"]
    var generator = SeededGenerator(seed: 11)
    var order = Array(0..<allX.shape[0])
    var position = order.count
    for _ in 1...data.steps {
      if position + data.batchSize > order.count {
        order.shuffle(using: &generator)
        position = 0
      }
      batches = Array(order[position..<position + data.batchSize])
      position += data.batchSize

      let x = allX[rows: batches], t = allT[rows: batches]
      let n = Double(data.batchSize)
      let W2 = weights["W2"]
      let h = tanh(x.matmul(weights["W1"].transposed()) + weights["b1"])
      let z = h.matmul(W2.transposed()) + weights["b2"]
      y = 1 / (1 + exp(-z))
      let terms = max(z, 0) - z * y + log1p(exp(-abs(z)))
      loss = terms.sum() / n

      let error = (y - t) / n
      let hiddenError = error.matmul(W2) * (1 - pow(h, 2))
      gradients = 0 * weights
      gradients["W2"] = error.transposed().matmul(h)
      gradients["b2"] = error.sum(axis: 0)
      gradients["W1"] = hiddenError.transposed().matmul(x)
      gradients["b1"] = hiddenError.sum(axis: 0)
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
