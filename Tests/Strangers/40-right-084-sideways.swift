import GradusKit

// Examples stand in columns: Z = W·X + b.
struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let X = data["x"].transposed()
    let T = data["target"].transposed()
    let m = X.shape[1]
    var gen = SeededGenerator(seed: 21)
    var perm = Array(0..<m)
    var i = m
    for _ in 1...data.steps {
      if i + data.batchSize > m { perm.shuffle(using: &gen); i = 0 }
      batches = Array(perm[i ..< i + data.batchSize]); i += data.batchSize

      let A0 = X[columns: batches], Y = T[columns: batches]
      let B1 = weights["b1"].reshaped(-1, 1), B2 = weights["b2"].reshaped(-1, 1)
      let A1 = tanh(matmul(weights["W1"], A0) + B1)
      let Z2 = matmul(weights["W2"], A1) + B2
      let A2 = sigmoid(Z2)
      y = A2.transposed()
      let J = max(Z2, 0) - Z2 * Y + log1p(exp(-abs(Z2)))
      loss = J.mean()

      let D2 = (A2 - Y) / batches.count
      let D1 = matmul(weights["W2"].transposed(), D2) * (1 - A1 * A1)
      gradients["W2"] = matmul(D2, A1.transposed())
      gradients["b2"] = D2.sum(axis: 1)
      gradients["W1"] = matmul(D1, A0.transposed())
      gradients["b1"] = D1.sum(axis: 1)

      weights["W1"] = weights["W1"] - learningRate * gradients["W1"]
      weights["b1"] = weights["b1"] - learningRate * gradients["b1"]
      weights["W2"] = weights["W2"] - learningRate * gradients["W2"]
      weights["b2"] = weights["b2"] - learningRate * gradients["b2"]
      report(self, weights)
    }
  }
}
