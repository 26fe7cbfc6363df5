import GradusKit

struct Autoencoder: Trainer {
  @Setting var learningRate = 0.01
  var code: [[Double]] = []
  var y: [[Double]] = []
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"]
    let (rows, width) = (x.shape[0], x.shape[1])
    let narrow = weights["b1"].count
    let share = 2 / Double(rows * width)
    for _ in 1...data.steps {
      let w = weights
      var g = Parameters.zeros(like: w)
      code = []
      y = []
      loss = 0
      for n in 0..<rows {
        let c = (0..<narrow).map { j -> Double in
          var z = w["b1"][j]
          for i in 0..<width { z += w["W1"][j, i] * x[n, i] }
          return sigmoid(z)
        }
        var out: [Double] = []
        var dc = [Double](repeating: 0, count: narrow)
        for i in 0..<width {
          var z = 0.0
          for j in 0..<narrow { z += w["W2"][i, j] * c[j] }
          let o = sigmoid(z)
          out.append(o)
          let miss = o - x[n, i]
          loss += miss * miss * share / 2
          let dz = share * miss * o * (1 - o)
          g["b2"][i] += dz
          for j in 0..<narrow {
            g["W2"][i, j] += dz * c[j]
            dc[j] += dz * w["W2"][i, j]
          }
        }
        for j in 0..<narrow {
          let dz = dc[j] * c[j] * (1 - c[j])
          g["b1"][j] += dz
          for i in 0..<width { g["W1"][j, i] += dz * x[n, i] }
        }
        code.append(c)
        y.append(out)
      }
      gradients = g
      weights -= 2 * learningRate * g
      report(self, weights)
    }
  }
}
