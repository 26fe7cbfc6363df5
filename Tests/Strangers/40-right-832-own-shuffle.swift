import GradusKit

func shuffleInPlace(_ list: inout [Int], _ generator: inout SeededGenerator) {
  var i = list.count - 1
  while i > 0 {
    let j = Int.random(in: 0...i, using: &generator)
    let kept = list[i]
    list[i] = list[j]
    list[j] = kept
    i -= 1
  }
}

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"]
    let target = data["target"]
    let M = x.shape[0], D = x.shape[1], H = weights["b1"].count, N = data.batchSize
    var generator = SeededGenerator(seed: 123)
    var order = Array(0..<M)
    var cursor = M

    for _ in 0..<data.steps {
      if cursor > M - N {
        shuffleInPlace(&order, &generator)
        cursor = 0
      }
      batches = []
      for k in cursor..<(cursor + N) { batches.append(order[k]) }
      cursor += N

      var h = [[Double]](repeating: [Double](repeating: 0, count: H), count: N)
      var z2 = [Double](repeating: 0, count: N)
      for n in 0..<N {
        z2[n] = weights["b2"][0]
        for j in 0..<H {
          var s = weights["b1"][j]
          for i in 0..<D { s += x[batches[n], i] * weights["W1"][j, i] }
          h[n][j] = tanh(s)
          z2[n] += h[n][j] * weights["W2"][0, j]
        }
      }

      var out = Tensor(repeating: 0, shape: [N, 1])
      var sum = 0.0
      var g = Parameters.zeros(like: weights)
      for n in 0..<N {
        let t = target[batches[n]]
        out[n] = 1 / (1 + exp(-z2[n]))
        sum += max(z2[n], 0) - z2[n] * t + log1p(exp(-abs(z2[n])))
        let d2 = (out[n] - t) / Double(N)
        g["b2"][0] += d2
        for j in 0..<H {
          g["W2"][0, j] += d2 * h[n][j]
          let d1 = d2 * weights["W2"][0, j] * (1 - h[n][j] * h[n][j])
          g["b1"][j] += d1
          for i in 0..<D { g["W1"][j, i] += d1 * x[batches[n], i] }
        }
      }
      y = out
      loss = sum / Double(N)
      gradients = g
      for name in weights.keys { weights[name] -= learningRate * g[name] }
      report(self, weights)
    }
  }
}
