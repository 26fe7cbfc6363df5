import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var history: [Double] = [0, 0]
  var loss: Double { history[history.count - 2] }
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    var generator = SeededGenerator(seed: 2)
    var order: [Int] = []
    for _ in 1...data.steps {
      if order.count < data.batchSize {
        order = Array(0..<data["x"].shape[0])
        order.shuffle(using: &generator)
      }
      batches = Array(order[..<data.batchSize])
      order.removeSubrange(..<data.batchSize)
      let x = data["x"][rows: batches], t = data["target"][rows: batches]
      let h = tanh(x.matmul(weights["W1"].transposed()) + weights["b1"])
      let z = h.matmul(weights["W2"].transposed()) + weights["b2"]
      y = sigmoid(z)
      history.append((max(z, 0) - z * t + log1p(exp(-abs(z)))).mean())
      let dz2 = (y - t) / t.count
      let dz1 = dz2.matmul(weights["W2"]) * (1 - h * h)
      gradients = [
        "W1": dz1.transposed().matmul(x), "b1": dz1.sum(axis: 0),
        "W2": dz2.transposed().matmul(h), "b2": dz2.sum(axis: 0),
      ]
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
