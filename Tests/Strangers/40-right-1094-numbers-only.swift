import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y: [[Double]] = []
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"], target = data["target"]
    let total = x.shape[0], inputs = x.shape[1]
    let hidden = weights["b1"].count
    let size = data.batchSize
    let share = 1 / Double(size)
    var rng = SeededGenerator(seed: 7)
    var order = [Int](0..<total)
    var position = total

    for _ in 0..<data.steps {
      if total - position < size {
        // Fisher and Yates, from the back
        var k = total - 1
        while k > 0 {
          order.swapAt(k, Int.random(in: 0...k, using: &rng))
          k -= 1
        }
        position = 0
      }
      batches = Array(order[position..<(position + size)])
      position += size

      var g = Parameters.zeros(like: weights)
      y = []
      loss = 0
      for n in batches {
        var h = [Double](repeating: 0, count: hidden)
        var z2 = weights["b2"][0]
        for j in 0..<hidden {
          var z1 = weights["b1"][j]
          for i in 0..<inputs { z1 += weights["W1"][[j, i]] * x[n, i] }
          h[j] = tanh(z1)
          z2 += weights["W2"][[0, j]] * h[j]
        }
        let out = 1 / (1 + exp(-z2)), t = target[n, 0]
        y.append([out])
        loss += share * (max(z2, 0) - z2 * t + log1p(exp(-abs(z2))))

        let dz2 = share * (out - t)
        g["b2"][0] += dz2
        for j in 0..<hidden {
          g["W2"][[0, j]] += dz2 * h[j]
          let dz1 = dz2 * weights["W2"][[0, j]] * (1 - h[j]) * (1 + h[j])
          g["b1"][j] += dz1
          for i in 0..<inputs { g["W1"][[j, i]] += dz1 * x[n, i] }
        }
      }
      gradients = g
      for name in weights.names { weights[name] -= learningRate * g[name] }
      report(self, weights)
    }
  }
}
