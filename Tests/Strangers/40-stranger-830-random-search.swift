import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  private func logits(_ x: Tensor, _ w: Parameters) -> Tensor {
    tanh(x.matmul(w["W1"].transposed()) + w["b1"]).matmul(w["W2"].transposed()) + w["b2"]
  }
  private func cost(_ z: Tensor, _ t: Tensor) -> Double {
    (max(z, 0) - z * t + log1p(exp(-abs(z)))).mean()
  }

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    var generator = SeededGenerator(seed: 1)
    var order: [Int] = []
    for _ in 1...data.steps {
      if order.count < data.batchSize { order = (0..<data["x"].shape[0]).shuffled(using: &generator) }
      batches = Array(order.prefix(data.batchSize))
      order.removeFirst(data.batchSize)
      let x = data["x"][rows: batches], t = data["target"][rows: batches]
      let z = logits(x, weights)
      y = sigmoid(z)
      loss = cost(z, t)
      var noise = Parameters.zeros(like: weights)
      for name in noise.keys {
        for i in 0..<noise[name].count { noise[name][i] = generator.normal() }
      }
      gradients = -1 * noise
      let candidate = weights + learningRate * noise
      if cost(logits(x, candidate), t) < loss { weights = candidate }
      report(self, weights)
    }
  }
}
