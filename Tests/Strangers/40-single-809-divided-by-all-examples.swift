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
    let n = x.shape[0]
    var order = Array(0..<n)
    var generator = SeededGenerator(seed: 1)
    var cursor = n

    func nextBatch() -> [Int] {
      if cursor + data.batchSize > n {
        order.shuffle(using: &generator)
        cursor = 0
      }
      defer { cursor += data.batchSize }
      return Array(order[cursor..<cursor + data.batchSize])
    }

    for _ in 1...data.steps {
      batches = nextBatch()
      let xs = x[rows: batches]
      let ts = target[rows: batches]
      let h = tanh(xs.matmul(weights["W1"].transposed()) + weights["b1"])
      let z = h.matmul(weights["W2"].transposed()) + weights["b2"]
      y = sigmoid(z)
      loss = (max(z, 0) - z * ts + log1p(exp(-abs(z)))).mean()
      let dz2 = (y - ts) / n
      let dz1 = dz2.matmul(weights["W2"]) * (1 - h * h)
      gradients = [
        "W1": dz1.transposed().matmul(xs),
        "b1": dz1.sum(axis: 0),
        "W2": dz2.transposed().matmul(h),
        "b2": dz2.sum(axis: 0),
      ]
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
