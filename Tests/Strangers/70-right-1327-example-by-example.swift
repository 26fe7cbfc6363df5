import GradusKit

struct Autoencoder: Trainer {
  @Setting var learningRate = 0.01

  var code: [[Double]] = []
  var y: [[Double]] = []
  var loss = 0.0
  var gradients: Parameters = 0

  private func unit(_ row: Tensor, _ bias: Double, _ inputs: [Double]) -> Double {
    var z = bias
    for (i, value) in inputs.enumerated() { z += row[i] * value }
    return 1 / (1 + exp(-z))
  }

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"]
    let (n, width, narrow) = (x.shape[0], x.shape[1], weights["b1"].count)
    let scale = 2.0 / Double(x.count)
    for _ in 0..<data.steps {
      code = []
      y = []
      var squares = 0.0
      var d = Parameters.zeros(like: weights)
      let (W1, b1, W2, b2) = (weights["W1"], weights["b1"], weights["W2"], weights["b2"])
      for k in 0..<n {
        let input = x[row: k].values
        let c = (0..<narrow).map { j in unit(W1[row: j], b1[j], input) }
        let out = (0..<width).map { i in unit(W2[row: i], b2[i], c) }
        code.append(c)
        y.append(out)

        var dcode = [Double](repeating: 0, count: narrow)
        for i in 0..<width {
          let e = out[i] - input[i]
          squares += e * e
          let dz2 = scale * e * out[i] * (1 - out[i])
          d["b2"][i] += dz2
          for j in 0..<narrow {
            d["W2"][i, j] += dz2 * c[j]
            dcode[j] += dz2 * W2[i, j]
          }
        }
        for j in 0..<narrow {
          let dz1 = dcode[j] * c[j] * (1 - c[j])
          d["b1"][j] += dz1
          for i in 0..<width { d["W1"][j, i] += dz1 * input[i] }
        }
      }
      loss = squares / Double(x.count)
      gradients = d
      for (name, slope) in d { weights[name] -= learningRate * slope }
      report(self, weights)
    }
  }
}
