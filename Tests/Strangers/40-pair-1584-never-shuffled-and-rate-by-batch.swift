import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let total = data["x"].shape[0]
    let size = data.batchSize
    var from = 0
    for _ in 1...data.steps {
      if from + size > total { from = 0 }
      batches = Array(from..<(from + size))
      from += size
      let x = data["x"][rows: batches], t = data["target"][rows: batches]

      let h = tanh(matmul(x, weights["W1"].transposed()) + weights["b1"])
      let z2 = matmul(h, weights["W2"].transposed()) + weights["b2"]
      y = sigmoid(z2)
      loss = (max(z2, 0) - z2 * t + log1p(exp(-abs(z2)))).mean()

      let dz2 = (y - t) / size
      let dz1 = matmul(dz2, weights["W2"]) * (1 - pow(h, 2))
      gradients = [
        "W1": matmul(dz1.transposed(), x), "b1": dz1.sum(axis: 0),
        "W2": matmul(dz2.transposed(), h), "b2": dz2.sum(axis: 0),
      ]
      // the mean over the batch
      weights -= learningRate / Double(size) * gradients
      report(self, weights)
    }
  }
}
