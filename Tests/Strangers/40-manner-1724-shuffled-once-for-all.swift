import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    gradients = .zeros(like: weights)
    let x = data["x"]
    var generator = SeededGenerator(seed: 42)
    let order = Array(0..<x.shape[0]).shuffled(using: &generator)
    let perEpoch = order.count / data.batchSize

    for step in 0..<data.steps {
      let first = (step % perEpoch) * data.batchSize
      batches = Array(order[first..<first + data.batchSize])
      let xs = x[rows: batches]
      let ts = data["target"][rows: batches]

      let h = tanh(xs.matmul(weights["W1"].transposed()) + weights["b1"])
      let z = h.matmul(weights["W2"].transposed()) + weights["b2"]
      y = 1 / (1 + exp(-z))
      loss = (max(z, 0) - z * ts + log1p(exp(-abs(z)))).mean()
      let dz = (y - ts) / Double(data.batchSize)
      let dh = dz.matmul(weights["W2"]) * (1 - h * h)
      gradients["W2"] = dz.transposed().matmul(h)
      gradients["b2"] = dz.sum(axis: 0)
      gradients["W1"] = dh.transposed().matmul(xs)
      gradients["b1"] = dh.sum(axis: 0)
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
