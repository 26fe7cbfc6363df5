import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let smoothing = 0.1
    let targets = data["target"] * (1 - smoothing) + smoothing / 2
    var rng = SeededGenerator(seed: 21)
    var order = Array(0..<data["x"].shape[0])
    let slots = order.count / data.batchSize
    for step in 0..<data.steps {
      let k = (step % slots) * data.batchSize
      if k == 0 { order.shuffle(using: &rng) }
      batches = Array(order[k..<(k + data.batchSize)])
      let x = data["x"][rows: batches]
      let t = targets[rows: batches]
      let h = tanh(x.matmul(weights["W1"].transposed()) + weights["b1"])
      let z = h.matmul(weights["W2"].transposed()) + weights["b2"]
      y = sigmoid(z)
      loss = (max(z, 0) - z * t + log1p(exp(-abs(z)))).mean()
      let e = (y - t) / batches.count
      let f = e.matmul(weights["W2"]) * (1 - h * h)
      gradients = [
        "W1": f.transposed().matmul(x), "b1": f.sum(axis: 0),
        "W2": e.transposed().matmul(h), "b2": e.sum(axis: 0),
      ]
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
