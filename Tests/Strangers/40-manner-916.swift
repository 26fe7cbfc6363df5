import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    gradients = .zeros(like: weights)
    var generator = SeededGenerator(seed: 1)
    var queue: [Int] = []
    for _ in 1...data.steps {
      if queue.count < data.batchSize {
        queue = Array(0..<data["x"].shape[0])
        queue.shuffle(using: &generator)
      }
      batches = Array(queue[0..<data.batchSize])
      queue.removeFirst(data.batchSize)
      let x = data["x"][rows: batches], t = data["target"][rows: batches]
      let h = tanh(x.matmul(weights["W1"].transposed()) + weights["b1"])
      let z2 = h.matmul(weights["W2"].transposed()) + weights["b2"]
      y = sigmoid(z2)
      loss = (max(z2, 0) - z2 * t + log1p(exp(-abs(z2)))).mean()
      let n = data.batchSize
      for k in 0..<n {
        let dz2 = (y[k] - t[k]) / Double(n)
        let dz1 = dz2 * weights["W2"][row: 0] * (1 - h[row: k] * h[row: k])
        gradients["W2"][row: 0] += dz2 * h[row: k]
        gradients["b2"] += dz2
        gradients["W1"] += dz1.reshaped(-1, 1) * x[row: k].reshaped(1, -1)
        gradients["b1"] += dz1
      }
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
