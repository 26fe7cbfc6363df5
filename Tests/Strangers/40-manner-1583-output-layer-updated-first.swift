import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    var generator = SeededGenerator(seed: 3)
    var order = Array(0..<data["x"].shape[0])
    var position = order.count
    gradients = .zeros(like: weights)

    func descend(_ name: String, _ gradient: Tensor, _ weights: inout Parameters, _ gradients: inout Parameters, _ rate: Double) {
      gradients[name] = gradient
      weights[name] -= rate * gradient
    }

    for _ in 1...data.steps {
      if position + data.batchSize > order.count {
        order.shuffle(using: &generator)
        position = 0
      }
      batches = Array(order[position..<(position + data.batchSize)])
      position += data.batchSize
      let x = data["x"][rows: batches], t = data["target"][rows: batches]
      let h = tanh(matmul(x, weights["W1"].transposed()) + weights["b1"])
      let z2 = matmul(h, weights["W2"].transposed()) + weights["b2"]
      y = sigmoid(z2)
      loss = (max(z2, 0) - z2 * t + log1p(exp(-abs(z2)))).mean()

      // layer 2
      let dz2 = (y - t) / y.count
      descend("W2", matmul(dz2.transposed(), h), &weights, &gradients, learningRate)
      descend("b2", dz2.sum(axis: 0), &weights, &gradients, learningRate)
      // layer 1
      let dz1 = matmul(dz2, weights["W2"]) * (1 - h * h)
      descend("W1", matmul(dz1.transposed(), x), &weights, &gradients, learningRate)
      descend("b1", dz1.sum(axis: 0), &weights, &gradients, learningRate)
      report(self, weights)
    }
  }
}
