import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches = Tensor(0)
  var y: [[Double]] = []
  var loss = 0.0
  var gradients: Parameters = 0

  // Fisher and Yates, with a generator of our own
  private func shuffled(_ n: Int, _ generator: inout SeededGenerator) -> [Int] {
    var order = [Int](0..<n)
    for last in stride(from: n - 1, to: 0, by: -1) {
      let other = Int.random(in: 0...last, using: &generator)
      order.swapAt(last, other)
    }
    return order
  }

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"]
    let target = data["target"]
    let size = data.batchSize
    let inputs = x.shape[1]
    let hidden = weights["W1"].shape[0]
    var generator = SeededGenerator(seed: 7)
    var taken = 0

    epochs: while true {
      let order = shuffled(x.shape[0], &generator)
      var start = 0
      while start + size <= order.count {
        if taken == data.steps { break epochs }
        taken += 1
        let chosen = order[start..<(start + size)]
        start += size

        var g = Parameters.zeros(like: weights)
        var outputs: [[Double]] = []
        var total = 0.0
        for n in chosen {
          var h = [Double](repeating: 0, count: hidden)
          var z2 = weights["b2"][0]
          for j in 0..<hidden {
            var z1 = weights["b1"][j]
            for i in 0..<inputs { z1 += weights["W1"][j, i] * x[n, i] }
            h[j] = tanh(z1)
            z2 += weights["W2"][0, j] * h[j]
          }
          let t = target[n]
          let out = sigmoid(z2)
          outputs.append([out])
          total += (z2 > 0 ? z2 : 0) - z2 * t + log1p(exp(-abs(z2)))
          let d = (out - t) / Double(size)
          g["b2"][0] += d
          for j in 0..<hidden {
            g["W2"][0, j] += d * h[j]
            let back = d * weights["W2"][0, j] * (1 - h[j] * h[j])
            g["b1"][j] += back
            for i in 0..<inputs { g["W1"][j, i] += back * x[n, i] }
          }
        }
        batches = Tensor(chosen.map { Double($0) })
        y = outputs
        loss = total / Double(size)
        gradients = g
        for name in weights.names { weights[name] -= learningRate * g[name] }
        report(self, weights)
      }
    }
  }
}
