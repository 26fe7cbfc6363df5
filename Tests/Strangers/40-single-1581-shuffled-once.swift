import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let count = data["x"].shape[0]
    var generator = SeededGenerator(seed: 7)
    let order = (0..<count).shuffled(using: &generator)
    let perEpoch = count / data.batchSize
    gradients = .zeros(like: weights)

    for step in 0..<data.steps {
      let start = (step % perEpoch) * data.batchSize
      batches = Array(order[start..<(start + data.batchSize)])
      let x = data["x"][rows: batches]
      let t = data["target"][rows: batches]

      let h = tanh(matmul(x, weights["W1"].transposed()) + weights["b1"])
      let z2 = matmul(h, weights["W2"].transposed()) + weights["b2"]
      y = sigmoid(z2)
      loss = (max(z2, 0) - z2 * t + log1p(exp(-abs(z2)))).mean()

      let dz2 = (y - t) / data.batchSize
      let dz1 = matmul(dz2, weights["W2"]) * (1 - h * h)
      gradients["W2"] = matmul(dz2.transposed(), h)
      gradients["b2"] = dz2.sum(axis: 0)
      gradients["W1"] = matmul(dz1.transposed(), x)
      gradients["b1"] = dz1.sum(axis: 0)
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
