import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"]
    var generator = SeededGenerator(seed: 1)
    var order: [Int] = []
    for _ in 1...data.steps {
      if order.count < data.batchSize {
        order = Array(0..<x.shape[0])
        order.shuffle(using: &generator)
      }
      batches = Array(order[..<data.batchSize])
      order.removeFirst(data.batchSize)

      let a = x[rows: batches]
      let t = data["target"][rows: batches]
      let h = tanh(a.matmul(weights["W1"].transposed()) + weights["b1"])
      let z = h.matmul(weights["W2"].transposed()) + weights["b2"]
      y = sigmoid(z)
      loss = (max(z, 0) - z * t + log1p(exp(-abs(z)))).mean()

      let dz2 = (y - t) / data.batchSize
      let dz1 = dz2 * (1 - h * h)
      gradients = [
        "W2": dz2.transposed().matmul(h), "b2": dz2.sum(axis: 0),
        "W1": dz1.transposed().matmul(a), "b1": dz1.sum(axis: 0),
      ]
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
