import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let X = data["x"].transposed()
    let T = data["target"].transposed()
    let m = data.batchSize
    let epochLength = X.shape[1] / m
    var generator = SeededGenerator(seed: 9)
    var perm = Array(0..<X.shape[1])

    for k in 0..<data.steps {
      let slot = k % epochLength
      if slot == 0 { perm.shuffle(using: &generator) }
      batches = Array(perm[slot * m..<slot * m + m])
      let A0 = X[columns: batches]
      let Y = T[columns: batches]

      let Z1 = weights["W1"].matmul(A0) + weights["b1"].reshaped(-1, 1)
      let A1 = tanh(Z1)
      let Z2 = weights["W2"].matmul(A1) + weights["b2"].reshaped(-1, 1)
      let A2 = sigmoid(Z2)
      y = A2.transposed()
      loss = (max(Z2, 0) - Z2 * Y + log1p(exp(-abs(Z2)))).sum() / Double(m)

      let dZ2 = (A2 - Y) / m
      let dW2 = dZ2.matmul(A1.transposed())
      let db2 = dZ2.sum(axis: 1)
      let dZ1 = weights["W2"].transposed().matmul(dZ2) * (1 - A1 * A1)
      let dW1 = dZ1.matmul(A0.transposed())
      let db1 = dZ1.sum(axis: 1)
      gradients = ["W1": dW1, "b1": db1, "W2": dW2, "b2": db2]

      weights["W1"] -= learningRate * dW1
      weights["b1"] -= learningRate * db1
      weights["W2"] -= learningRate * dW2
      weights["b2"] -= learningRate * db2
      report(self, weights)
    }
  }
}
