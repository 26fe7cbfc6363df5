import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"], target = data["target"]
    var generator = SeededGenerator(seed: 1)
    var order = Array(0..<x.shape[0])
    var position = order.count
    for _ in 1...data.steps {
      if position + data.batchSize > order.count {
        order.shuffle(using: &generator)
        position = 0
      }
      batches = Array(order[position..<(position + data.batchSize)])
      position += data.batchSize

      let xb = x[rows: batches], t = target[rows: batches]
      let h = tanh(xb.matmul(weights["W1"].transposed()) + weights["b1"])
      let z = h.matmul(weights["W2"].transposed()) + weights["b2"]
      y = sigmoid(z)
      loss = (max(z, 0) - z * t + log1p(exp(-abs(z)))).sum()

      let dz2 = (y - t) / batches.count
      let dz1 = dz2.matmul(weights["W2"]) * (1 - h * h)
      gradients = [
        "W1": dz1.transposed().matmul(xb), "b1": dz1.sum(axis: 0),
        "W2": dz2.transposed().matmul(h), "b2": dz2.sum(axis: 0),
      ]
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
