import GradusKit

// Stochastic gradient descent: each step takes a random sample.
struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    var generator = SeededGenerator(seed: 12345)
    let all = Array(0..<data["x"].shape[0])
    for _ in 1...data.steps {
      batches = Array(all.shuffled(using: &generator).prefix(data.batchSize))
      let x = data["x"][rows: batches]
      let t = data["target"][rows: batches]

      let h = tanh(matmul(x, weights["W1"].transposed()) + weights["b1"])
      let z2 = matmul(h, weights["W2"].transposed()) + weights["b2"]
      y = sigmoid(z2)
      loss = (max(z2, 0) - z2 * t + log1p(exp(-abs(z2)))).mean()

      let dz2 = (y - t) / y.shape[0]
      let dz1 = matmul(dz2, weights["W2"]) * (1 - h * h)
      var g: Parameters = .zeros(like: weights)
      g["W1"] = matmul(dz1.transposed(), x)
      g["b1"] = dz1.sum(axis: 0)
      g["W2"] = matmul(dz2.transposed(), h)
      g["b2"] = dz2.sum(axis: 0)
      gradients = g
      weights = weights - learningRate * g
      report(self, weights)
    }
  }
}
