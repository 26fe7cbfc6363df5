import GradusKit

// Examples stand in columns: Z = W·X + b.
struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ examples: TrainingData, _ parameters: inout Parameters, report: (Self, Parameters) -> Void) {
    let design = examples["x"].transposed()
    let answers = examples["target"].transposed()
    let m = design.shape[1]
    var gen = SeededGenerator(seed: 21)
    var perm = Array(0..<m)
    var i = m
    for _ in 1...examples.steps {
      if i + examples.batchSize > m { perm.shuffle(using: &gen); i = 0 }
      batches = Array(perm[i ..< i + examples.batchSize]); i += examples.batchSize

      let A0 = design[columns: batches], Y = answers[columns: batches]
      let B1 = parameters["b1"].reshaped(-1, 1), B2 = parameters["b2"].reshaped(-1, 1)
      let Hid = tanh(matmul(parameters["W1"], A0) + B1)
      let Z2 = matmul(parameters["W2"], Hid) + B2
      let A2 = sigmoid(Z2)
      y = A2.transposed()
      let J = max(Z2, 0) - Z2 * Y + log(1 + exp(-abs(Z2)))
      loss = J.mean()

      let dZ2 = (Y - A2) / batches.count
      let dZ1 = matmul(parameters["W2"].transposed(), dZ2) * (1 - Hid * Hid)
      gradients["W2"] = matmul(dZ2, Hid.transposed())
      gradients["b2"] = dZ2.sum(axis: 1)
      gradients["W1"] = matmul(dZ1, A0.transposed())
      gradients["b1"] = dZ1.sum(axis: 1)

      parameters["W1"] = parameters["W1"] - learningRate * gradients["W1"]
      parameters["b1"] = parameters["b1"] - learningRate * gradients["b1"]
      parameters["W2"] = parameters["W2"] - learningRate * gradients["W2"]
      parameters["b2"] = parameters["b2"] - learningRate * gradients["b2"]
      report(self, parameters)
    }
  }
}
