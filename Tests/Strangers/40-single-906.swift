import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    var generator = SeededGenerator(seed: 1)
    var order = Array(0..<data["x"].shape[0])
    let perEpoch = order.count / data.batchSize
    for s in 0..<data.steps {
      if s % perEpoch == 0 { order.shuffle(using: &generator) }
      let from = (s % perEpoch) * data.batchSize
      batches = Array(order[from..<from + data.batchSize])

      let x = data["x"][rows: batches]
      let t = data["target"][rows: batches]
      let W1 = weights["W1"], b1 = weights["b1"], W2 = weights["W2"], b2 = weights["b2"]
      let h = tanh(x.matmul(W1.transposed()) + b1)
      let z2 = h.matmul(W2.transposed()) + b2
      y = sigmoid(z2)
      loss = (max(z2, 0) - z2 * t + log1p(exp(-abs(z2)))).mean()
      let dz2 = (y - t) / data.batchSize
      let dz1 = dz2.matmul(W2) * (1 - h * h)
      let dW2 = dz2.transposed().matmul(h), db2 = dz2.sum(axis: 0)
      let dW1 = dz1.transposed().matmul(x), db1 = dz1.sum(axis: 0)
      gradients = ["W1": dW1, "b1": db1, "W2": dW2, "b2": db2]
      weights["W1"] = W1 - learningRate * dW1
      weights["b1"] = b1 + learningRate * db1
      weights["W2"] = W2 - learningRate * dW2
      weights["b2"] = b2 + learningRate * db2
      report(self, weights)
    }
  }
}
