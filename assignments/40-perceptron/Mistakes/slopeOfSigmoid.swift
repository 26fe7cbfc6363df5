import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let (x, target) = (data["x"], data["target"])
    var generator = SeededGenerator(seed: 1)
    var order = Array(0..<x.shape[0])
    var next = order.count
    for _ in 1...data.steps {
      // What is left over is too little for another batch: a new epoch begins.
      if next + data.batchSize > order.count {
        order.shuffle(using: &generator)
        next = 0
      }
      batches = Array(order[next..<next + data.batchSize])
      next += data.batchSize

      learn(from: x, target, weights)
      weights -= learningRate * gradients
      report(self, weights)
    }
  }

  /// There and back through the network, for the examples in `batches`.
  private mutating func learn(from x: Tensor, _ target: Tensor, _ weights: Parameters) {
    let (W1, b1, W2, b2) = (weights["W1"], weights["b1"], weights["W2"], weights["b2"])
    let hidden = b1.count
    let share = 1 / Double(batches.count)
    y = Tensor(repeating: 0, shape: [batches.count, 1])
    loss = 0
    gradients = 0 * weights
    for (n, example) in batches.enumerated() {
      var h = [Double](repeating: 0, count: hidden)
      var z2 = b2[0]
      for j in 0..<hidden {
        var z1 = b1[j]
        for i in 0..<x.shape[1] { z1 += W1[[j, i]] * x[[example, i]] }
        h[j] = tanh(z1)
        z2 += W2[[0, j]] * h[j]
      }
      y[n] = 1 / (1 + exp(-z2))
      loss += share * (max(z2, 0) - z2 * target[example] + log1p(exp(-abs(z2))))

      let dz2 = share * (y[n] - target[example]) * y[n] * (1 - y[n])
      gradients["b2"][0] += dz2
      for j in 0..<hidden {
        gradients["W2"][[0, j]] += dz2 * h[j]
        let dz1 = dz2 * W2[[0, j]] * (1 - h[j] * h[j])
        gradients["b1"][j] += dz1
        for i in 0..<x.shape[1] { gradients["W1"][[j, i]] += dz1 * x[[example, i]] }
      }
    }
  }
}
