import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let inputs = data["x"]
    let labels = data["target"]
    var generator = SeededGenerator(seed: 11)
    var order = Array(0..<inputs.shape[0])
    var taken = order.count

    for _ in 1...data.steps {
      if order.count - taken < data.batchSize {
        order.shuffle(using: &generator)
        taken = 0
      }
      batches = []
      for _ in 0..<data.batchSize {
        batches.append(order[taken])
        taken += 1
      }
      let x = inputs[rows: batches]
      let t = labels[rows: batches]

      let z1 = x.matmul(weights["W1"].transposed()) + weights["b1"]
      let h = tanh(z1)
      let z2 = h.matmul(weights["W2"].transposed()) + weights["b2"]
      let probability = sigmoid(z2)
      y = probability.map { $0 >= 0.5 ? 1.0 : 0.0 }
      loss = (max(z2, 0) - z2 * t + log1p(exp(-abs(z2)))).mean()

      let dz2 = (probability - t) / t.count
      let dz1 = dz2.matmul(weights["W2"]) * (1 - h * h)
      gradients = .zeros(like: weights)
      gradients["W1"] += dz1.transposed().matmul(x)
      gradients["b1"] += dz1.sum(axis: 0)
      gradients["W2"] += dz2.transposed().matmul(h)
      gradients["b2"] += dz2.sum(axis: 0)

      weights = weights - learningRate * gradients
      report(self, weights)
    }
  }
}
