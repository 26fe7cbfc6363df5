import GradusKit

// Examples stand in columns: Z = W·X + b.
struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ params: inout Parameters, report: (Self, Parameters) -> Void) {
    let X = data["x"].transposed()
    let tAll = data["target"].transposed()
    let m = X.shape[1]
    var gen = SeededGenerator(seed: 21)
    var perm = Array(0..<m)
    var i = m
    for _ in 1...data.steps {
      if i + data.batchSize > m { perm.shuffle(using: &gen); i = 0 }
      batches = Array(perm[i ..< i + data.batchSize]); i += data.batchSize

      let A0 = X[columns: batches], Y = tAll[columns: batches]
      let B1 = params["b1"].reshaped(-1, 1), B2 = params["b2"].reshaped(-1, 1)
      let Hid = max(0, matmul(params["W1"], A0) + B1)
      let Z2 = matmul(params["W2"], Hid) + B2
      let A2 = sigmoid(Z2)
      y = A2.transposed()
      let J = max(Z2, 0) - Z2 * Y + log1p(exp(-abs(Z2)))
      loss = J.mean()

      let dZ2 = (A2 - Y) / batches.count
      let D1 = matmul(params["W2"].transposed(), dZ2) * Hid.map { $0 > 0 ? 1.0 : 0.0 }
      gradients["W2"] = matmul(dZ2, Hid.transposed())
      gradients["b2"] = dZ2.sum(axis: 1)
      gradients["W1"] = matmul(D1, A0.transposed())
      gradients["b1"] = D1.sum(axis: 1)

      params["W1"] = params["W1"] - learningRate * gradients["W1"]
      params["b1"] = params["b1"] - learningRate * gradients["b1"]
      params["W2"] = params["W2"] - learningRate * gradients["W2"]
      params["b2"] = params["b2"] - learningRate * gradients["b2"]
      report(self, params)
    }
  }
}
