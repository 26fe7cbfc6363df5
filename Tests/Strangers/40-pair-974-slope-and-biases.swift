import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"], target = data["target"]
    var generator = SeededGenerator(seed: 5)
    var order = Array(0..<x.shape[0])
    var at = Int.max / 2
    for _ in 1...data.steps {
      if at + data.batchSize > order.count {
        order.shuffle(using: &generator)
        at = 0
      }
      batches = Array(order[at..<(at + data.batchSize)])
      at += data.batchSize
      let bx = x[rows: batches], bt = target[rows: batches]

      let h = tanh(matmul(bx, weights["W1"].transposed()) + weights["b1"])
      let z = matmul(h, weights["W2"].transposed()) + weights["b2"]
      y = sigmoid(z)
      loss = (max(z, 0) - z * bt + log1p(exp(-abs(z)))).mean()

      gradients = Parameters.zeros(like: weights)
      let delta = (y - bt) / bt.count
      gradients["W2"] = matmul(delta.transposed(), h)
      gradients["b2"] = delta.sum(axis: 0)
      let inner = matmul(delta, weights["W2"]) * (1 - h)
      gradients["W1"] = matmul(inner.transposed(), bx)
      gradients["b1"] = inner.sum(axis: 0)

      for name in ["W1", "W2"] {
        weights[name] -= learningRate * gradients[name]
      }
      report(self, weights)
    }
  }
}
