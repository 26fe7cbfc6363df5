import GradusKit

// By hand: example by example, unit by unit, weight by weight.
struct Autoencoder: Trainer {
  @Setting var learningRate = 0.01
  var code = Tensor(0)
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"]
    let (count, inputs, units) = (x.shape[0], x.shape[1], weights["b1"].count)
    for _ in 1...data.steps {
      gradients = .zeros(like: weights)
      code = .zeros([count, units])
      y = .zeros(like: x)
      loss = 0
      for n in 0..<count {
        for j in 0..<units {
          var z = weights["b1"][j]
          for i in 0..<inputs { z += weights["W1"][j, i] * x[n, i] }
          code[n, j] = 1 / (1 + exp(-z))
        }
        var dcode = [Double](repeating: 0, count: units)
        for i in 0..<inputs {
          var z = weights["b2"][i]
          for j in 0..<units { z += weights["W2"][i, j] * code[n, j] }
          y[n, i] = 1 / (1 + exp(-z))
          let error = y[n, i] - x[n, i]
          loss += error * error / Double(count * inputs)
          let dz = 2 * error * y[n, i] * (1 - y[n, i]) / Double(count * inputs)
          gradients["b2"][i] += dz
          for j in 0..<units {
            gradients["W2"][i, j] += dz * code[n, j]
            dcode[j] += dz * weights["W2"][i, j]
          }
        }
        for j in 0..<units {
          let dz = dcode[j] * code[n, j] * (1 - code[n, j])
          gradients["b1"][j] += dz
          for i in 0..<inputs { gradients["W1"][j, i] += dz * x[n, i] }
        }
      }
      for name in weights.names {
        for k in weights[name].indices { weights[name][k] -= learningRate * gradients[name][k] }
      }
      report(self, weights)
    }
  }
}
