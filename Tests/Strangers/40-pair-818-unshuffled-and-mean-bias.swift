import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let size = data.batchSize
    let perEpoch = data["x"].shape[0] / size
    for step in 0..<data.steps {
      let first = (step % perEpoch) * size
      batches = Array(first..<first + size)
      let x = data["x"][rows: first..<first + size]
      let t = data["target"][rows: first..<first + size]

      let h = tanh(x.matmul(weights["W1"].transposed()) + weights["b1"])
      let z = h.matmul(weights["W2"].transposed()) + weights["b2"]
      y = sigmoid(z)
      loss = (max(z, 0) - z * t + log1p(exp(-abs(z)))).mean()

      let dz2 = (y - t) / size
      let dz1 = dz2.matmul(weights["W2"]) * (1 - h * h)
      gradients = .zeros(like: weights)
      gradients["W1"] = dz1.transposed().matmul(x)
      gradients["b1"] = dz1.mean(axis: 0)
      gradients["W2"] = dz2.transposed().matmul(h)
      gradients["b2"] = dz2.sum(axis: 0)

      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
