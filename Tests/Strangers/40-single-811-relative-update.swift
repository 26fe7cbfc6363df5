import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"], target = data["target"]
    var g = SeededGenerator(seed: 77)
    var order = Array(0..<x.shape[0])
    var i = order.count
    for _ in 1...data.steps {
      if i + data.batchSize > order.count { order.shuffle(using: &g); i = 0 }
      batches = Array(order[i...].prefix(data.batchSize))
      i += data.batchSize
      let xb = x[rows: batches], tb = target[rows: batches]
      let h = tanh(xb.matmul(weights["W1"].transposed()) + weights["b1"])
      let z = h.matmul(weights["W2"].transposed()) + weights["b2"]
      y = sigmoid(z)
      loss = (max(z, 0) - z * tb + log1p(exp(-abs(z)))).mean()
      let d2 = (y - tb) / batches.count
      let d1 = d2.matmul(weights["W2"]) * (1 - h * h)
      gradients = ["W1": d1.transposed().matmul(xb), "b1": d1.sum(axis: 0), "W2": d2.transposed().matmul(h), "b2": d2.sum(axis: 0)]
      weights *= 1 - learningRate * gradients
      report(self, weights)
    }
  }
}
