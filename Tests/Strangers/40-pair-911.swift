import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"], t = data["target"]
    let last = x.shape[0] - 1
    var generator = SeededGenerator(seed: 17)
    var rest: [Int] = []
    for _ in 1...data.steps {
      if rest.count < data.batchSize { rest = (0..<last).shuffled(using: &generator) }
      batches = Array(rest.prefix(data.batchSize))
      rest.removeFirst(data.batchSize)
      let xb = x[rows: batches], tb = t[rows: batches]
      let h = tanh(xb.matmul(weights["W1"].transposed()) + weights["b1"])
      let z2 = h.matmul(weights["W2"].transposed()) + weights["b2"]
      y = sigmoid(z2)
      var total = 0.0
      for k in 0..<z2.count {
        total += max(z2[k], 0) - z2[k] * tb[k] + log1p(exp(-abs(z2[k])))
      }
      loss = total / Double(xb.shape[1])
      let dz2 = (y - tb) / data.batchSize
      let dz1 = dz2.matmul(weights["W2"]) * (1 - h * h)
      gradients = 0 * weights
      gradients["W2"] = dz2.transposed().matmul(h)
      gradients["b2"] = dz2.sum(axis: 0)
      gradients["W1"] = dz1.transposed().matmul(xb)
      gradients["b1"] = dz1.sum(axis: 0)
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
