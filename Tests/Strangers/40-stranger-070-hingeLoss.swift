import GradusKit

/// Labels are −1 and +1 inside.
struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  private func hinge(_ u: Double) -> Double { max(0, 1 - u) }

  mutating func fit(_ training: TrainingData, _ parameters: inout Parameters, report: (Self, Parameters) -> Void) {
    let input = training["x"]
    let labels = 2 * training["target"] - 1
    var gen = SeededGenerator(seed: 17)
    var order = Array(0..<input.shape[0])
    let perEpoch = order.count / training.batchSize

    for step in 0..<training.steps {
      let turn = step % perEpoch
      if turn == 0 { order.shuffle(using: &gen) }
      batches = Array(order.dropFirst(turn * training.batchSize).prefix(training.batchSize))
      let N = Double(batches.count)

      let xb = input[rows: batches]
      let s = labels[rows: batches]
      let h = tanh(matmul(xb, parameters["W1"].transposed()) + parameters["b1"])
      let score = matmul(h, parameters["W2"].transposed()) + parameters["b2"]
      y = score

      loss = 0
      var deltaOut = Tensor.zeros(like: score)
      for k in 0..<score.count {
        let margin = s[k] * score[k]
        loss += hinge(margin) / N
        if margin < 1 { deltaOut[k] = -s[k] / N }
      }

      let e = matmul(deltaOut, parameters["W2"]) * (1 - h * h)
      gradients = ["W2": deltaOut.transposed().matmul(h), "b2": deltaOut.sum(axis: 0), "W1": e.transposed().matmul(xb), "b1": e.sum(axis: 0)]
      let rate = learningRate
      parameters = zip(parameters, gradients) { w, grads in w - rate * grads }
      report(self, parameters)
    }
  }
}
