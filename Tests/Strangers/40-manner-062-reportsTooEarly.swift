import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ params: inout Parameters, report: (Self, Parameters) -> Void) {
    let xAll = data["x"], answers = data["target"]
    let ex = xAll.shape[0]
    var random = SeededGenerator(seed: 1)
    var ids = Array(0..<ex)
    var cursor = ex

    for _ in 0..<data.steps {
      if cursor + data.batchSize > ex {
        ids.shuffle(using: &random)
        cursor = 0
      }
      batches = Array(ids[cursor..<cursor + data.batchSize])
      cursor += data.batchSize

      let batchX = xAll[rows: batches], t = answers[rows: batches]
      let N = Double(batches.count)

      let z1 = batchX.matmul(params["W1"].transposed()) + params["b1"]
      let h = tanh(z1)
      let z2 = h.matmul(params["W2"].transposed()) + params["b2"]
      y = sigmoid(z2)
      loss = (max(z2, 0) - z2 * t + log1p(exp(-abs(z2)))).mean()

      let dz2 = (y - t) / N
      let gW2 = dz2.transposed().matmul(h)
      let db2 = dz2.sum(axis: 0)
      let dz1 = dz2.matmul(params["W2"]) * (1 - pow(h, 2))
      let gW1 = dz1.transposed().matmul(batchX)
      let b1Grad = dz1.sum(axis: 0)
      gradients = ["W1": gW1, "b1": b1Grad, "W2": gW2, "b2": db2]

      report(self, params)

      for name in params.keys {
        params[name] -= learningRate * gradients[name]
      }
    }
  }
}
