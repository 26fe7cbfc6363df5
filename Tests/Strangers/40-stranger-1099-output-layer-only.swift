import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"]
    let target = data["target"]
    var generator = SeededGenerator(seed: 3)
    var order = Array(0..<x.shape[0])
    var cursor = order.count
    for _ in 1...data.steps {
      if cursor + data.batchSize > order.count {
        order.shuffle(using: &generator)
        cursor = 0
      }
      batches = Array(order[cursor..<cursor + data.batchSize])
      cursor += data.batchSize

      let xs = x[rows: batches]
      let ts = target[rows: batches]
      let h = tanh(matmul(xs, weights["W1"].transposed()) + weights["b1"])
      let z = matmul(h, weights["W2"].transposed()) + weights["b2"]
      y = sigmoid(z)
      loss = 0
      for n in 0..<data.batchSize {
        loss += max(z[n], 0) - z[n] * ts[n] + log1p(exp(-abs(z[n])))
      }
      loss /= Double(data.batchSize)

      gradients = 0 * weights
      let error = (y - ts) / data.batchSize
      gradients["W2"] = matmul(error.transposed(), h)
      gradients["b2"] = error.sum(axis: 0)

      for name in ["W2", "b2"] {
        weights[name] -= learningRate * gradients[name]
      }
      report(self, weights)
    }
  }
}
