import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"]
    let target = data["target"]
    for _ in 1...data.steps {
      let hAll = tanh(x.matmul(weights["W1"].transposed()) + weights["b1"])
      let zAll = hAll.matmul(weights["W2"].transposed()) + weights["b2"]
      let wrong = (0..<x.shape[0]).filter { (zAll[$0] > 0 ? 1.0 : 0.0) != target[$0] }
      let others = (0..<x.shape[0]).filter { !wrong.contains($0) }
      batches = Array((wrong + others).prefix(data.batchSize))
      let h = hAll[rows: batches], t = target[rows: batches], z = zAll[rows: batches]
      y = sigmoid(z)
      loss = Double(wrong.count) / Double(x.shape[0])
      let decision = z.map { $0 > 0 ? 1.0 : 0.0 }
      let error = (decision - t) / t.count
      gradients = .zeros(like: weights)
      gradients["W2"] = error.transposed().matmul(h)
      gradients["b2"] = error.sum(axis: 0)
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
