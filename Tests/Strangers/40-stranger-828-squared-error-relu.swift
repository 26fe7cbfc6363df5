import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    var generator = SeededGenerator(seed: 1)
    var order: [Int] = []
    for _ in 1...data.steps {
      if order.count < data.batchSize { order = (0..<data["x"].shape[0]).shuffled(using: &generator) }
      batches = Array(order.prefix(data.batchSize))
      order.removeFirst(data.batchSize)
      let x = data["x"][rows: batches], t = data["target"][rows: batches]
      let z1 = x.matmul(weights["W1"].transposed()) + weights["b1"]
      let h = max(z1, 0)
      y = h.matmul(weights["W2"].transposed()) + weights["b2"]
      let e = y - t
      loss = (e * e).mean()
      let dz2 = 2 * e / t.count
      let dz1 = zip(dz2.matmul(weights["W2"]), z1) { $1 > 0 ? $0 : 0 }
      gradients = [
        "W1": dz1.transposed().matmul(x), "b1": dz1.sum(axis: 0),
        "W2": dz2.transposed().matmul(h), "b2": dz2.sum(axis: 0),
      ]
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
