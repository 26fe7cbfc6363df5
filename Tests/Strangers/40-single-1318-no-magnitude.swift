import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  private func penalty(_ z: Double, _ t: Double) -> Double {
    max(z, 0) - z * t + log1p(exp(-z))
  }

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let (points, size) = (data["x"].shape[0], data.batchSize)
    let perEpoch = points / size
    var generator = SeededGenerator(seed: 99)
    var order = Array(0..<points)
    for step in 0..<data.steps {
      let place = step % perEpoch
      if place == 0 { order.shuffle(using: &generator) }
      batches = (0..<size).map { order[place * size + $0] }
      let x = data["x"][rows: batches]
      let t = data["target"][rows: batches]

      let h = tanh(matmul(x, weights["W1"].transposed()) + weights["b1"])
      let z2 = matmul(h, weights["W2"].transposed()) + weights["b2"]
      y = sigmoid(z2)
      loss = zip(z2, t) { penalty($0, $1) }.mean()

      let d2 = (y - t) / size
      let d1 = matmul(d2, weights["W2"]) * (1 - pow(h, 2))
      gradients = .zeros(like: weights)
      gradients["W1"] = matmul(d1.transposed(), x)
      gradients["b1"] = d1.sum(axis: 0)
      gradients["W2"] = matmul(d2.transposed(), h)
      gradients["b2"] = d2.sum(axis: 0)
      weights = weights - learningRate * gradients
      report(self, weights)
    }
  }
}
