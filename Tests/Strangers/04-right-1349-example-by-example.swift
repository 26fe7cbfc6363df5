import GradusKit

/// A network with one hidden layer, trained by back-propagation.
struct Network: Trainer {
  /// The grader sets this before the first step.
  @Setting var learningRate = 0.01

  /// What these hold when you report is read by the grader, by name.
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    for step in 1...data.steps {
      let batch = data["batches", step: step].values.map { Int($0) }
      let W1 = weights["W1"], b1 = weights["b1"], W2 = weights["W2"], b2 = weights["b2"]
      let hidden = W1.shape[0], outs = W2.shape[0], ins = W1.shape[1]
      let total = Double(batch.count * outs)
      var g = Parameters.zeros(like: weights)
      var out = Tensor(repeating: 0, shape: [batch.count, outs])
      var sum = 0.0
      for (n, e) in batch.enumerated() {
        var h = [Double](repeating: 0, count: hidden)
        for j in 0..<hidden {
          var a = b1[j]
          for i in 0..<ins { a += W1[j, i] * data["x"][e, i] }
          h[j] = tanh(a)
        }
        var dh = [Double](repeating: 0, count: hidden)
        for o in 0..<outs {
          var a = b2[o]
          for j in 0..<hidden { a += W2[o, j] * h[j] }
          let t = data["target"][e, o]
          out[n, o] = sigmoid(a)
          sum += max(a, 0.0) - a * t + log1p(exp(-abs(a)))
          let delta = (out[n, o] - t) / total
          g["b2"][o] += delta
          for j in 0..<hidden {
            g["W2"][o, j] += delta * h[j]
            dh[j] += delta * W2[o, j]
          }
        }
        for j in 0..<hidden {
          let delta = dh[j] * (1 - h[j] * h[j])
          g["b1"][j] += delta
          for i in 0..<ins { g["W1"][j, i] += delta * data["x"][e, i] }
        }
      }
      y = out
      loss = sum / total
      gradients = g
      weights -= learningRate * g
      report(self, weights)
    }
  }
}
