import GradusKit

// Examples stand in columns: Z = W·X + b.
struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ dataset: TrainingData, _ params: inout Parameters, report: (Self, Parameters) -> Void) {
    let xAll = dataset["x"].transposed()
    let answers = dataset["target"].transposed()
    let m = xAll.shape[1]
    var gen = SeededGenerator(seed: 21)
    var perm = Array(0..<m)
    var i = m
    for _ in 1...dataset.steps {
      if i + dataset.batchSize > m { perm.shuffle(using: &gen); i = 0 }
      batches = Array(perm[i ..< i + dataset.batchSize]); i += dataset.batchSize

      let A0 = xAll[columns: batches], Y = answers[columns: batches]
      let B1 = params["b1"].reshaped(-1, 1), B2 = params["b2"].reshaped(-1, 1)
      let A1 = tanh(matmul(params["W1"], A0) + B1)
      let Z2 = matmul(params["W2"], A1) + B2
      let A2 = sigmoid(-Z2)
      y = A2.transposed()
      let L = Z2 - Z2 * Y + log(1 + exp(-abs(Z2)))
      loss = L.mean()

      let D2 = (A2 - Y) / batches.count
      let dZ1 = matmul(params["W2"].transposed(), D2) * (1 - A1 * A1)
      gradients["W2"] = matmul(D2, A1.transposed())
      gradients["b2"] = D2.sum(axis: 1)
      gradients["W1"] = matmul(dZ1, A0.transposed())
      gradients["b1"] = dZ1.sum(axis: 1)

      params["W1"] = params["W1"] - learningRate * gradients["W1"]
      params["b1"] = params["b1"] - learningRate * gradients["b1"]
      params["W2"] = params["W2"] - learningRate * gradients["W2"]
      params["b2"] = params["b2"] - learningRate * gradients["b2"]
      report(self, params)
    }
  }
}
