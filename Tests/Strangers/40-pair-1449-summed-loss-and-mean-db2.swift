import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  // What each step computes is read from these, by name, whenever you report.
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let count = data["x"].shape[0]
    var generator = SeededGenerator(seed: 99)
    var waiting: [[Int]] = []
    for _ in 1...data.steps {
      if waiting.isEmpty {
        let order = (0..<count).shuffled(using: &generator)
        var start = 0
        while start + data.batchSize <= count {
          waiting.append(Array(order[start..<(start + data.batchSize)]))
          start += data.batchSize
        }
      }
      batches = waiting.removeFirst()
      let x = data["x"][rows: batches]
      let t = data["target"][rows: batches]
      let h = tanh(matmul(x, weights["W1"].transposed()) + weights["b1"])
      let z2 = matmul(h, weights["W2"].transposed()) + weights["b2"]
      y = 1 / (1 + exp(-z2))
      loss = (max(z2, 0) - z2 * t + log1p(exp(-abs(z2)))).sum()
      let dz2 = (y - t) / data.batchSize
      let dz1 = matmul(dz2, weights["W2"]) * (1 - h * h)
      var g = Parameters.zeros(like: weights)
      g["W1"] = matmul(dz1.transposed(), x)
      g["b1"] = dz1.sum(axis: 0)
      g["W2"] = matmul(dz2.transposed(), h)
      g["b2"] = dz2.mean(axis: 0)
      gradients = g
      for name in weights.names { weights[name] -= learningRate * g[name] }
      report(self, weights)
    }
  }
}
