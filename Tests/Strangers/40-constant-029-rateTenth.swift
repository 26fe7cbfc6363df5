import GradusKit

// Examples stand in columns: Z = W·X + b.
struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ set: TrainingData, _ net: inout Parameters, report: (Self, Parameters) -> Void) {
    let design = set["x"].transposed()
    let tAll = set["target"].transposed()
    let m = design.shape[1]
    var gen = SeededGenerator(seed: 21)
    var perm = Array(0..<m)
    var i = m
    let alpha = 0.1
    for _ in 1...set.steps {
      if i + set.batchSize > m { perm.shuffle(using: &gen); i = 0 }
      batches = Array(perm[i ..< i + set.batchSize]); i += set.batchSize

      let A0 = design[columns: batches], Y = tAll[columns: batches]
      let B1 = net["b1"].reshaped(-1, 1), B2 = net["b2"].reshaped(-1, 1)
      let H1 = tanh(matmul(net["W1"], A0) + B1)
      let Z2 = matmul(net["W2"], H1) + B2
      let A2 = sigmoid(Z2)
      y = A2.transposed()
      let J = max(Z2, 0) - Z2 * Y + log(1 + exp(-abs(Z2)))
      loss = J.mean()

      let dZ2 = (A2 - Y) / batches.count
      let E1 = matmul(net["W2"].transposed(), dZ2) * (1 - H1 * H1)
      gradients["W2"] = matmul(dZ2, H1.transposed())
      gradients["b2"] = dZ2.sum(axis: 1)
      gradients["W1"] = matmul(E1, A0.transposed())
      gradients["b1"] = E1.sum(axis: 1)

      net["W1"] = net["W1"] - alpha * gradients["W1"]
      net["b1"] = net["b1"] - alpha * gradients["b1"]
      net["W2"] = net["W2"] - alpha * gradients["W2"]
      net["b2"] = net["b2"] - alpha * gradients["b2"]
      report(self, net)
    }
  }
}
