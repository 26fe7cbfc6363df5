import GradusKit

// By hand: example by example, unit by unit, weight by weight.
struct Network: Trainer {
  @Setting var learningRate = 0.01
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let (x, target) = (data["x"], data["target"])
    let (inputs, hidden, outputs) = (x.shape[1], weights["b1"].count, weights["b2"].count)
    for step in 1...data.steps {
      let batch = data["batches", step: step]
      let share = 1 / Double(batch.count * outputs)
      gradients = .zeros(like: weights)
      y = .zeros([batch.count, outputs])
      loss = 0
      for n in 0..<batch.count {
        let example = Int(batch[n])
        var h = [Double](repeating: 0, count: hidden)
        for j in 0..<hidden {
          var z = weights["b1"][j]
          for i in 0..<inputs { z += weights["W1"][j, i] * x[example, i] }
          h[j] = tanh(z)
        }
        var dh = [Double](repeating: 0, count: hidden)
        for o in 0..<outputs {
          var z = weights["b2"][o]
          for j in 0..<hidden { z += weights["W2"][o, j] * h[j] }
          y[n, o] = 1 / (1 + exp(-z))
          loss += share * (max(z, 0) - z * target[example, o] + log1p(exp(-abs(z))))
          let dz = share * (y[n, o] - target[example, o])
          gradients["b2"][o] += dz
          for j in 0..<hidden {
            gradients["W2"][o, j] += dz * h[j]
            dh[j] += dz * weights["W2"][o, j]
          }
        }
        for j in 0..<hidden {
          let dz = dh[j] * (1 - h[j]) * (1 + h[j])
          gradients["b1"][j] += dz
          for i in 0..<inputs { gradients["W1"][j, i] += dz * x[example, i] }
        }
      }
      for name in weights.names {
        for k in weights[name].indices { weights[name][k] -= learningRate * gradients[name][k] }
      }
      report(self, weights)
    }
  }
}
