import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  // What each step computes is read from these, by name, whenever you report.
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  func predict(_ x: Tensor, _ w: Parameters) -> (h: Tensor, z: Tensor, y: Tensor) {
    let h = tanh(x.matmul(w["W1"].transposed()) + w["b1"])
    let z = h.matmul(w["W2"].transposed()) + w["b2"]
    return (h, z, sigmoid(z))
  }

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    var generator = SeededGenerator(seed: 3)
    var order = (0..<data["x"].shape[0]).shuffled(using: &generator)
    var at = 0
    for _ in 1...data.steps {
      if order.count - at < data.batchSize {
        order.shuffle(using: &generator)
        at = 0
      }
      batches = Array(order[at..<(at + data.batchSize)])
      at += data.batchSize
      let x = data["x"][rows: batches]
      let t = data["target"][rows: batches]

      let pass = predict(x, weights)
      loss = (max(pass.z, 0) - pass.z * t + log1p(exp(-abs(pass.z)))).mean()
      let dz2 = (pass.y - t) / batches.count
      let dz1 = dz2.matmul(weights["W2"]) * (1 - pass.h * pass.h)
      gradients = ["W1": dz1.transposed().matmul(x), "b1": dz1.sum(axis: 0),
                   "W2": dz2.transposed().matmul(pass.h), "b2": dz2.sum(axis: 0)]
      weights -= learningRate * gradients
      y = predict(x, weights).y
      report(self, weights)
    }
  }
}
