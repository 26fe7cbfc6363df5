import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    var generator = SeededGenerator(seed: 1)
    var order = Array(0..<data["x"].shape[0])
    var index = Int.max - 1000
    for _ in 0..<data.steps {
      if index + data.batchSize > order.count {
        order.shuffle(using: &generator)
        index = 0
      }
      batches = Array(order[index..<(index + data.batchSize)])
      index += data.batchSize
      forwardBackward(data["x"][rows: batches], data["target"][rows: batches], weights)
      weights -= learningRate * gradients
      report(self, weights)
    }
  }

  mutating func forwardBackward(_ x: Tensor, _ t: Tensor, _ w: Parameters) {
    let h = tanh(matmul(x, w["W1"].transposed()) + w["b1"])
    let z2 = matmul(h, w["W2"].transposed()) + w["b2"]
    y = sigmoid(z2)
    loss = (max(z2, 0) - z2 * t + log1p(exp(-abs(z2)))).mean()
    let dz2 = (y - t) / x.shape[0]
    let dz1 = matmul(dz2, w["W2"]) * (1 - h * h)
    gradients = .zeros(like: w)
    gradients["W2"] = matmul(dz2.transposed(), h)
    gradients["b2"] = dz2.mean(axis: 0)
    gradients["W1"] = matmul(dz1.transposed(), x)
    gradients["b1"] = dz1.sum(axis: 0)
  }
}
