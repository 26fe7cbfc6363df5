import GradusKit

/// Goes through the batch example by example, and adds up.
struct Network: Trainer {
  @Setting var learningRate = 0.01
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let X = data["x"], T = data["target"]
    let hidden = weights["b1"].count, outputs = weights["b2"].count, inputs = X.shape[1]

    for step in 1...data.steps {
      let batch = data["batches", step: step].values.map { Int($0) }
      let n = Double(batch.count * outputs)
      let W1 = weights["W1"], b1 = weights["b1"], W2 = weights["W2"], b2 = weights["b2"]
      var g = Parameters.zeros(like: weights)
      var out = Tensor(repeating: 0, shape: [batch.count, outputs])
      var total = 0.0

      for (k, example) in batch.enumerated() {
        var h = [Double](repeating: 0, count: hidden)
        for j in 0..<hidden {
          var z = b1[j]
          for i in 0..<inputs { z += W1[j, i] * X[example, i] }
          h[j] = tanh(z)
        }
        var dh = [Double](repeating: 0, count: hidden)
        for o in 0..<outputs {
          var z = b2[o]
          for j in 0..<hidden { z += W2[o, j] * h[j] }
          let p = sigmoid(z)
          let t = T[example, o]
          out[k, o] = p
          total += max(z, 0) - z * t + log1p(exp(-abs(z)))
          let dz = (p - t) / n
          g["b2"][o] += dz
          for j in 0..<hidden {
            g["W2"][o, j] += dz * h[j]
            dh[j] += dz * W2[o, j]
          }
        }
        for j in 0..<hidden {
          let dz = dh[j] * (1 - h[j]) * (1 + h[j])
          g["b1"][j] += dz
          for i in 0..<inputs { g["W1"][j, i] += dz * X[example, i] }
        }
      }
      y = out
      loss = total / n
      gradients = g
      weights -= learningRate * g
      report(self, weights)
    }
  }
}
