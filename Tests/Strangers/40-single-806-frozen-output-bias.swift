import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    var W1 = weights["W1"], b1 = weights["b1"], W2 = weights["W2"]
    let b2 = weights["b2"]
    var generator = SeededGenerator(seed: 99)
    var order = [Int](0..<data["x"].shape[0])
    var next = Int.max

    for _ in 1...data.steps {
      if next > order.count - data.batchSize {
        order.shuffle(using: &generator)
        next = 0
      }
      batches = (0..<data.batchSize).map { order[next + $0] }
      next += data.batchSize
      let x = data["x"][rows: batches], t = data["target"][rows: batches]

      let h = tanh(x.matmul(W1.transposed()) + b1)
      let z2 = h.matmul(W2.transposed()) + b2
      y = sigmoid(z2)
      loss = (max(z2, 0) - z2 * t + log1p(exp(-abs(z2)))).mean()

      let dz2 = (y - t) / data.batchSize
      let dW2 = dz2.transposed().matmul(h)
      let db2 = dz2.sum(axis: 0)
      let dz1 = dz2.matmul(W2) * (1 - h * h)
      let dW1 = dz1.transposed().matmul(x)
      let db1 = dz1.sum(axis: 0)
      gradients = ["W1": dW1, "b1": db1, "W2": dW2, "b2": db2]

      W1 -= learningRate * dW1
      b1 -= learningRate * db1
      W2 -= learningRate * dW2
      weights = ["W1": W1, "b1": b1, "W2": W2, "b2": b2]
      report(self, weights)
    }
  }
}
