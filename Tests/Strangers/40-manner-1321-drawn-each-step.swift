import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  private func forward(_ x: Tensor, _ w: Parameters) -> (Tensor, Tensor) {
    let h = tanh(x.matmul(w["W1"].transposed()) + w["b1"])
    return (h, h.matmul(w["W2"].transposed()) + w["b2"])
  }

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"]
    var generator = SeededGenerator(seed: 11)
    for _ in 1...data.steps {
      let order = (0..<x.shape[0]).shuffled(using: &generator)
      batches = Array(order.prefix(data.batchSize))
      let points = x[rows: batches]
      let t = data["target"][rows: batches]

      let (h, z2) = forward(points, weights)
      y = sigmoid(z2)
      loss = (max(z2, 0) - z2 * t + log1p(exp(-abs(z2)))).mean()

      let dz2 = (y - t) / y.count
      let dz1 = dz2.matmul(weights["W2"]) * (1 - h * h)
      gradients = [
        "W1": dz1.transposed().matmul(points), "b1": dz1.sum(axis: 0),
        "W2": dz2.transposed().matmul(h), "b2": dz2.sum(axis: 0),
      ]
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
