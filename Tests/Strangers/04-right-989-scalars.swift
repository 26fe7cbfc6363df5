import GradusKit

struct Network: Trainer {
  @Setting var learningRate = 0.01

  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    for step in 1...data.steps {
      let list: [Int] = data["batches", step: step].values.map { Int($0) }
      y = Tensor(repeating: 0, shape: [list.count, weights["b2"].count])
      loss = 0
      gradients = Parameters.zeros(like: weights)
      for (n, example) in list.enumerated() {
        one(example, at: n, data, weights)
      }
      loss /= Double(y.count)
      for name in weights.names {
        for k in 0..<weights[name].count {
          weights[name][k] -= learningRate * gradients[name][k]
        }
      }
      report(self, weights)
    }
  }

  /// Adds what one example gives.
  private mutating func one(_ example: Int, at n: Int, _ data: TrainingData, _ w: Parameters) {
    let x = data["x"][row: example]
    let t = data["target"][row: example]
    let W1 = w["W1"], W2 = w["W2"], b1 = w["b1"], b2 = w["b2"]
    var h = b1
    for j in 0..<h.count {
      h[j] = tanh(b1[j] + dot(W1[row: j], x))
    }
    var dh = Tensor.zeros(like: h)
    for o in 0..<b2.count {
      let z = b2[o] + dot(W2[row: o], h)
      let e = exp(-abs(z))
      let out = z >= 0 ? 1 / (1 + e) : e / (1 + e)
      y[n, o] = out
      loss += (z > 0 ? z : 0) - z * t[o] + log1p(e)
      let d = (out - t[o]) / Double(y.count)
      gradients["b2"][o] += d
      for j in 0..<h.count {
        gradients["W2"][o, j] += d * h[j]
        dh[j] += d * W2[o, j]
      }
    }
    for j in 0..<h.count {
      let d = dh[j] * (1 - h[j]) * (1 + h[j])
      gradients["b1"][j] += d
      for i in 0..<x.count { gradients["W1"][j, i] += d * x[i] }
    }
  }
}
