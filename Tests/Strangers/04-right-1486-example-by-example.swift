import GradusKit

struct Network: Trainer {
  @Setting var learningRate = 0.01
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  /// ln(1 + e^z) − z·t
  private static func entropy(_ z: Double, _ t: Double) -> Double {
    max(z, 0.0) - z * t + log1p(exp(-abs(z)))
  }

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    for step in 1...data.steps {
      let batch = data["batches", step: step].values.map { Int($0) }
      let xs = data["x"][rows: batch]
      let ts = data["target"][rows: batch]
      let (W1, b1, W2, b2) = (weights["W1"], weights["b1"], weights["W2"], weights["b2"])
      let (hidden, inputs, outputs) = (W1.shape[0], W1.shape[1], W2.shape[0])
      let share = 1 / Double(batch.count * outputs)

      var (dW1, db1, dW2, db2) = (Tensor.zeros(like: W1), Tensor.zeros(like: b1), Tensor.zeros(like: W2), Tensor.zeros(like: b2))
      var ys = Tensor.zeros([batch.count, outputs])
      var sum = 0.0

      for n in 0..<batch.count {
        var h = [Double](repeating: 0, count: hidden)
        for j in 0..<hidden {
          var z = b1[j]
          for i in 0..<inputs { z += W1[j, i] * xs[n, i] }
          h[j] = tanh(z)
        }
        var dh = [Double](repeating: 0, count: hidden)
        for o in 0..<outputs {
          var z = b2[o]
          for j in 0..<hidden { z += W2[o, j] * h[j] }
          let p = sigmoid(z)
          ys[n, o] = p
          sum += Network.entropy(z, ts[n, o])
          let d = share * (p - ts[n, o])
          db2[o] += d
          for j in 0..<hidden {
            dW2[o, j] += d * h[j]
            dh[j] += d * W2[o, j]
          }
        }
        for j in 0..<hidden {
          let d = dh[j] * (1 - h[j]) * (1 + h[j])
          db1[j] += d
          for i in 0..<inputs { dW1[j, i] += d * xs[n, i] }
        }
      }

      y = ys
      loss = sum * share
      gradients = ["W1": dW1, "b1": db1, "W2": dW2, "b2": db2]
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
