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
    var generator = SeededGenerator(seed: 19)
    var order = Array(0..<x.shape[0])
    var used = order.count
    for step in 1...data.steps {
      if used + data.batchSize > order.count {
        order.shuffle(using: &generator)
        used = 0
      }
      batches = Array(order[used..<used + data.batchSize])
      used += data.batchSize
      let a0 = x[rows: batches]
      let t = target[rows: batches]
      let a1 = tanh(a0.matmul(weights["W1"].transposed()) + weights["b1"])
      let z = a1.matmul(weights["W2"].transposed()) + weights["b2"]
      y = sigmoid(z)
      loss = (max(z, 0) - z * t + log1p(exp(-abs(z)))).mean()
      let delta2 = (y - t) / data.batchSize
      let delta1 = delta2.matmul(weights["W2"]) * (1 - a1 * a1)
      gradients = [
        "W1": delta1.transposed().matmul(a0), "b1": delta1.sum(axis: 0),
        "W2": delta2.transposed().matmul(a1), "b2": delta2.sum(axis: 0),
      ]
      if step.isMultiple(of: 2) {
        weights -= learningRate * gradients
      }
      report(self, weights)
    }
  }
}
