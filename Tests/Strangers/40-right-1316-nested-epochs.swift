import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"], target = data["target"]
    let n = x.shape[0], inputs = x.shape[1], hidden = weights["b1"].count, size = data.batchSize
    var dice = SeededGenerator(seed: 7)
    var order = (0..<n).map { $0 }
    var step = 0

    training: while true {
      // a new epoch: every example changes places with one that is not yet placed
      for k in stride(from: n - 1, to: 0, by: -1) {
        let other = Int(dice.uniform() * Double(k + 1))
        order.swapAt(k, min(other, k))
      }
      for start in stride(from: 0, through: n - size, by: size) {
        if step == data.steps { break training }
        batches = Array(order[start..<(start + size)])
        loss = 0
        y = Tensor(repeating: 0, shape: [size, 1])
        var d = Parameters.zeros(like: weights)
        for (k, example) in batches.enumerated() {
          var h: [Double] = []
          var z2 = weights["b2"][0]
          for j in 0..<hidden {
            var z1 = weights["b1"][j]
            for i in 0..<inputs { z1 += weights["W1"][j, i] * x[example, i] }
            h.append(tanh(z1))
            z2 += weights["W2"][0, j] * h[j]
          }
          let e = exp(-abs(z2))
          let out = z2 >= 0 ? 1 / (1 + e) : e / (1 + e)
          let t = target[example, 0]
          y[k, 0] = out
          loss += (max(z2, 0) - z2 * t + log1p(e)) / Double(size)
          let dz2 = (out - t) / Double(size)
          d["b2"][0] += dz2
          for j in 0..<hidden {
            d["W2"][0, j] += dz2 * h[j]
            let dz1 = dz2 * weights["W2"][0, j] * (1 - h[j] * h[j])
            d["b1"][j] += dz1
            for i in 0..<inputs { d["W1"][j, i] += dz1 * x[example, i] }
          }
        }
        gradients = d
        for name in weights.names { weights[name] -= learningRate * d[name] }
        step += 1
        report(self, weights)
      }
    }
  }
}
