import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"], t = data["target"]
    let hiddenUnits = weights["W1"].shape[0], inputUnits = weights["W1"].shape[1]
    let N = data.batchSize
    var gen = SeededGenerator(seed: 3)
    var perm = Array(0..<x.shape[0])
    perm.shuffle(using: &gen)
    var start = 0
    for _ in 1...data.steps {
      if start + N > perm.count {
        perm.shuffle(using: &gen)
        start = 0
      }
      batches = Array(perm[start..<start + N])
      start += N
      y = Tensor(repeating: 0, shape: [N, 1])
      loss = 0
      gradients = 0 * weights
      for k in 0..<N {
        let e = batches[k]
        var h = [Double](repeating: 0, count: hiddenUnits)
        var z2 = weights["b2"][0]
        for j in 0..<hiddenUnits {
          var z1 = weights["b1"][j]
          for i in 0..<inputUnits { z1 += weights["W1"][j, i] * x[e, i] }
          h[j] = tanh(z1)
          z2 += weights["W2"][0, j] * h[j]
        }
        y[k] = sigmoid(z2)
        loss += (max(z2, 0) - z2 * t[e] + log1p(exp(-abs(z2)))) / Double(N)
        let dz2 = (y[k] - t[e]) / Double(N)
        gradients["b2"][0] += dz2
        for j in 0..<hiddenUnits {
          gradients["W2"][0, j] += dz2 * h[j]
          let dz1 = dz2 * weights["W2"][0, j] * (1 - h[j] * h[j])
          gradients["b1"][j] += dz1
          for i in 0..<inputUnits { gradients["W1"][j, i] += dz1 * x[k, i] }
        }
      }
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
