import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    var generator = SeededGenerator(seed: 1)
    var order = Array(0..<data["x"].shape[0])
    var at = order.count
    let n = data.batchSize
    for _ in 1...data.steps {
      if at + n > order.count {
        order.shuffle(using: &generator)
        at = 0
      }
      batches = Array(order[at..<at + n])
      at += n
      let x = data["x"][rows: batches], t = data["target"][rows: batches]
      let h = tanh(x.matmul(weights["W1"].transposed()) + weights["b1"])
      let z2 = h.matmul(weights["W2"].transposed()) + weights["b2"]
      y = 1 / (1 + exp(-2 * z2))
      loss = (max(z2, 0) - z2 * t + log2(1 + exp(-abs(z2)))).mean()
      let dz2 = (y - t) / n
      let dz1 = dz2.matmul(weights["W2"]) * (1 - h * h)
      gradients = .zeros(like: weights)
      gradients["W1"] = dz1.transposed().matmul(x)
      gradients["b1"] = dz1.sum(axis: 0)
      gradients["W2"] = dz2.transposed().matmul(h)
      gradients["b2"] = dz2.sum(axis: 0)
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
