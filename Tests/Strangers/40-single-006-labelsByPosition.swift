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

  mutating func fit(_ training: TrainingData, _ theta: inout Parameters, report: (Self, Parameters) -> Void) {
    let features = training["x"]
    let labels = 2 * training["target"] - 1
    var gen = SeededGenerator(seed: 17)
    var order = Array(0..<features.shape[0])
    let perEpoch = order.count / training.batchSize

    for step in 0..<training.steps {
      let turn = step % perEpoch
      if turn == 0 { order.shuffle(using: &gen) }
      batches = Array(order.dropFirst(turn * training.batchSize).prefix(training.batchSize))
      let bs = Double(batches.count)

      let rows_ = features[rows: batches]
      let s = labels[rows: turn * training.batchSize..<(turn + 1) * training.batchSize]
      let hidden = tanh(matmul(rows_, theta["W1"].transposed()) + theta["b1"])
      let logit = matmul(hidden, theta["W2"].transposed()) + theta["b2"]
      y = 1 / (1 + exp(-logit))

      loss = 0
      var deltaOut = Tensor.zeros(like: logit)
      for k in 0..<logit.count {
        let margin = s[k] * logit[k]
        loss += softplus(-margin) / bs
        deltaOut[k] = -s[k] / (1 + exp(margin)) / bs
      }

      let back = matmul(deltaOut, theta["W2"]) * (1 - hidden * hidden)
      gradients = ["W2": deltaOut.transposed().matmul(hidden), "b2": deltaOut.sum(axis: 0), "W1": back.transposed().matmul(rows_), "b1": back.sum(axis: 0)]
      let rate = learningRate
      theta = zip(theta, gradients) { w, slopes in w - rate * slopes }
      report(self, theta)
    }
  }
}
