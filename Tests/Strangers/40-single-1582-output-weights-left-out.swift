import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let n = data.batchSize
    var generator = SeededGenerator(seed: 42)
    var queue: [Int] = []
    for _ in 1...data.steps {
      if queue.count < n {
        queue = Array(0..<data["x"].shape[0])
        queue.shuffle(using: &generator)
      }
      batches = Array(queue.prefix(n))
      queue.removeFirst(n)
      let xb = data["x"][rows: batches]
      let tb = data["target"][rows: batches]

      let h = tanh(xb.matmul(weights["W1"].transposed()) + weights["b1"])
      let z2 = h.matmul(weights["W2"].transposed()) + weights["b2"]
      y = sigmoid(z2)
      loss = (max(z2, 0) - z2 * tb + log1p(exp(-abs(z2)))).sum() / Double(n)

      let delta2 = (y - tb) / n
      let delta1 = delta2 * (1 - h * h)   // [n, 1] times [n, hidden]
      gradients = [
        "W1": delta1.transposed().matmul(xb), "b1": delta1.sum(axis: 0),
        "W2": delta2.transposed().matmul(h), "b2": delta2.sum(axis: 0),
      ]
      for name in weights.names { weights[name] -= learningRate * gradients[name] }
      report(self, weights)
    }
  }
}
