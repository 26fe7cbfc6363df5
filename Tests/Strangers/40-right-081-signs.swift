import GradusKit

/// With labels −1 and +1 the loss is ln(1 + e^(−s·z)), and its slope −s·σ(−s·z).
struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  private func softplus(_ u: Double) -> Double {
    u > 0 ? u + log1p(exp(-u)) : log1p(exp(u))
  }

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"]
    let labels = 2 * data["target"] - 1
    var generator = SeededGenerator(seed: 17)
    var order = Array(0..<x.shape[0])
    let perEpoch = order.count / data.batchSize

    for step in 0..<data.steps {
      let turn = step % perEpoch
      if turn == 0 { order.shuffle(using: &generator) }
      batches = Array(order.dropFirst(turn * data.batchSize).prefix(data.batchSize))
      let N = Double(batches.count)

      let xb = x[rows: batches]
      let s = labels[rows: batches]
      let h = tanh(xb.matmul(weights["W1"].transposed()) + weights["b1"])
      let z = h.matmul(weights["W2"].transposed()) + weights["b2"]
      y = 1 / (1 + exp(-z))

      loss = 0
      var d = Tensor.zeros(like: z)
      for k in 0..<z.count {
        let margin = s[k] * z[k]
        loss += softplus(-margin) / N
        d[k] = -s[k] / (1 + exp(margin)) / N
      }

      let e = d.matmul(weights["W2"]) * (1 - h * h)
      gradients = ["W2": d.transposed().matmul(h), "b2": d.sum(axis: 0), "W1": e.transposed().matmul(xb), "b1": e.sum(axis: 0)]
      let rate = learningRate
      weights = zip(weights, gradients) { w, g in w - rate * g }
      report(self, weights)
    }
  }
}
