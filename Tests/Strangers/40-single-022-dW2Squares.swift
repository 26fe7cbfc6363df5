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

  mutating func fit(_ data: TrainingData, _ parameters: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"]
    let labels = 2 * data["target"] - 1
    var generator = SeededGenerator(seed: 17)
    var order = Array(0..<x.shape[0])
    let perEpoch = order.count / data.batchSize

    for step in 0..<data.steps {
      let turn = step % perEpoch
      if turn == 0 { order.shuffle(using: &generator) }
      batches = Array(order.dropFirst(turn * data.batchSize).prefix(data.batchSize))
      let howMany = Double(batches.count)

      let rows_ = x[rows: batches]
      let s = labels[rows: batches]
      let act = tanh(rows_.matmul(parameters["W1"].transposed()) + parameters["b1"])
      let z = act.matmul(parameters["W2"].transposed()) + parameters["b2"]
      y = 1 / (1 + exp(-z))

      loss = 0
      var deltaOut = Tensor.zeros(like: z)
      for kk in 0..<z.count {
        let margin = s[kk] * z[kk]
        loss += softplus(-margin) / howMany
        deltaOut[kk] = -s[kk] / (1 + exp(margin)) / howMany
      }

      let back = deltaOut.matmul(parameters["W2"]) * (1 - act * act)
      gradients = ["W2": deltaOut.transposed().matmul(act * act), "b2": deltaOut.sum(axis: 0), "W1": back.transposed().matmul(rows_), "b1": back.sum(axis: 0)]
      let rate = learningRate
      parameters = zip(parameters, gradients) { w, dw in w - rate * dw }
      report(self, parameters)
    }
  }
}
