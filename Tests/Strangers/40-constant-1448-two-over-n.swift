import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  // What each step computes is read from these, by name, whenever you report.
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"], target = data["target"]
    var rng = SeededGenerator(seed: 1)
    var order = Array(0..<x.shape[0])
    order.shuffle(using: &rng)
    var position = 0
    for _ in 1...data.steps {
      if position + data.batchSize > order.count {
        position = 0
        order.shuffle(using: &rng)
      }
      batches = Array(order[position..<position + data.batchSize])
      position += data.batchSize
      let bx = x[rows: batches], bt = target[rows: batches]

      let a = tanh(bx.matmul(weights["W1"].transposed()) + weights["b1"])
      let z = a.matmul(weights["W2"].transposed()) + weights["b2"]
      y = sigmoid(z)
      loss = (max(z, 0) - z * bt + log1p(exp(-abs(z)))).sum() / Double(data.batchSize)

      let d2 = 2 * (y - bt) / data.batchSize
      let d1 = d2.matmul(weights["W2"]) * (1 - a * a)
      gradients = ["W1": d1.transposed().matmul(bx), "b1": d1.sum(axis: 0),
                   "W2": d2.transposed().matmul(a), "b2": d2.sum(axis: 0)]
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
