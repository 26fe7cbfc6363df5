import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  func logistic(_ z: Tensor, _ t: Tensor) -> Double {
    var sum = 0.0
    for i in 0..<z.count {
      sum += max(z[i], 0) + z[i] * t[i] + log1p(exp(-abs(z[i])))
    }
    return sum / Double(z.count)
  }

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"]
    var order = Array(0..<x.shape[0])
    var generator = SeededGenerator(seed: 1)
    var pos = order.count
    for _ in 1...data.steps {
      if pos + data.batchSize > order.count {
        order.shuffle(using: &generator)
        pos = 0
      }
      batches = Array(order[pos..<pos + data.batchSize])
      pos += data.batchSize
      let xb = x[rows: batches]
      let tb = data["target"][rows: batches]
      let h = tanh(matmul(xb, weights["W1"].transposed()) + weights["b1"])
      let z2 = matmul(h, weights["W2"].transposed()) + weights["b2"]
      y = sigmoid(z2)
      loss = logistic(z2, tb)
      let dz2 = (y - tb) / data.batchSize
      let dz1 = matmul(dz2, weights["W2"]) * (1 - h * h)
      gradients = 0 * weights
      gradients["W2"] = matmul(dz2.transposed(), h)
      gradients["b2"] = dz2.sum(axis: 0)
      gradients["W1"] = matmul(dz1.transposed(), xb)
      gradients["b1"] = dz1.sum(axis: 0)
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
