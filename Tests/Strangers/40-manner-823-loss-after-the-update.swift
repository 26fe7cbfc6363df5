import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  private func net(_ x: Tensor, _ w: Parameters) -> (h: Tensor, z: Tensor) {
    let h = tanh(x.matmul(w["W1"].transposed()) + w["b1"])
    return (h, h.matmul(w["W2"].transposed()) + w["b2"])
  }

  private func evaluate(_ x: Tensor, _ t: Tensor, _ w: Parameters) -> Double {
    let z = net(x, w).z
    return (max(z, 0) - z * t + log1p(exp(-abs(z)))).mean()
  }

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    var generator = SeededGenerator(seed: 12)
    var bag: [Int] = []
    for _ in 1...data.steps {
      if bag.count < data.batchSize { bag = (0..<data["x"].shape[0]).shuffled(using: &generator) }
      batches = Array(bag.prefix(data.batchSize))
      bag.removeFirst(data.batchSize)
      let x = data["x"][rows: batches], t = data["target"][rows: batches]

      let (h, z) = net(x, weights)
      y = sigmoid(z)
      let dz2 = (y - t) / t.count
      let dz1 = dz2.matmul(weights["W2"]) * (1 - h * h)
      gradients = [
        "W1": dz1.transposed().matmul(x), "b1": dz1.sum(axis: 0),
        "W2": dz2.transposed().matmul(h), "b2": dz2.sum(axis: 0),
      ]
      weights -= learningRate * gradients
      loss = evaluate(x, t, weights)
      report(self, weights)
    }
  }
}
