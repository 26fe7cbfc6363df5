import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches = Tensor(0)
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"]
    let t = data["target"]
    let total = x.shape[0]
    let inputs = x.shape[1]
    let hidden = weights["b1"].count
    let n = data.batchSize
    var rng = SeededGenerator(seed: 7)
    var order = Array(0..<total)
    var place = total  // nothing left, so the first step shuffles

    for _ in 1...data.steps {
      if place + n > total {
        order.shuffle(using: &rng)
        place = 0
      }
      let chosen = Array(order[place..<(place + n)])
      place += n

      var out = [Double](repeating: 0, count: n)
      var hs = [[Double]](repeating: [Double](repeating: 0, count: hidden), count: n)
      var sum = 0.0
      for k in 0..<n {
        let e = chosen[k]
        var z2 = weights["b2"][0]
        for j in 0..<hidden {
          var z1 = weights["b1"][j]
          for i in 0..<inputs { z1 += weights["W1"][[j, i]] * x[[e, i]] }
          hs[k][j] = tanh(z1)
          z2 += weights["W2"][[0, j]] * hs[k][j]
        }
        out[k] = 1 / (1 + exp(-z2))
        sum += max(z2, 0) - z2 * t[e] + log(1 + exp(-abs(z2)))
      }

      var g = Parameters.zeros(like: weights)
      for k in 0..<n {
        let e = chosen[k]
        let d2 = (out[k] - t[e]) / Double(n)
        g["b2"][0] += d2
        for j in 0..<hidden {
          g["W2"][[0, j]] += d2 * hs[k][j]
          let d1 = d2 * weights["W2"][[0, j]] * (1 - hs[k][j] * hs[k][j])
          g["b1"][j] += d1
          for i in 0..<inputs { g["W1"][[j, i]] += d1 * x[[e, i]] }
        }
      }

      for name in weights.names {
        for i in 0..<weights[name].count {
          weights[name][i] -= learningRate * g[name][i]
        }
      }

      batches = Tensor(chosen.map { Double($0) })
      y = Tensor(shape: [n, 1], values: out)
      loss = sum / Double(n)
      gradients = g
      report(self, weights)
    }
  }
}
