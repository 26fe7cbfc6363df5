import GradusKit

struct Autoencoder: Trainer {
  @Setting var learningRate = 0.01
  var code: [[Double]] = []
  var y: [[Double]] = []
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"]
    let examples = x.shape[0], inputs = x.shape[1]
    let total = Double(examples * inputs)
    for _ in 1...data.steps {
      let codes = weights["b1"].count
      let (W1, b1, W2, b2) = (weights["W1"], weights["b1"], weights["W2"], weights["b2"])
      gradients = .zeros(like: weights)
      code = []
      y = []
      var squares = 0.0
      for e in 0..<examples {
        var a = [Double](repeating: 0, count: codes)
        for k in 0..<codes {
          var z = 0.0
          for i in 0..<inputs { z += x[e, i] * W1[k, i] }
          a[k] = sigmoid(z + b1[k])
        }
        var out = [Double](repeating: 0, count: inputs)
        var dcode = [Double](repeating: 0, count: codes)
        for i in 0..<inputs {
          var z = 0.0
          for k in 0..<codes { z += a[k] * W2[i, k] }
          let p = sigmoid(z + b2[i])
          out[i] = p
          let error = p - x[e, i]
          squares += error * error
          let dz = 2 * error * p * (1 - p) / total
          gradients["b2"][i] += dz
          for k in 0..<codes {
            gradients["W2"][i, k] += dz * a[k]
            dcode[k] += dz * W2[i, k]
          }
        }
        for k in 0..<codes {
          let dz = dcode[k] * a[k] * (1 - a[k])
          gradients["b1"][k] += dz
          for i in 0..<inputs { gradients["W1"][k, i] += dz * x[e, i] }
        }
        code.append(a)
        y.append(out)
      }
      loss = squares / total
      for name in weights.names { weights[name] -= learningRate * gradients[name] }
      report(self, weights)
    }
  }
}
