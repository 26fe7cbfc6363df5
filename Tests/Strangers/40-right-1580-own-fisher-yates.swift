import GradusKit

/// Deals batches as cards from a pack.
private struct Dealer {
  var pack: [Int]
  let hand: Int
  var next: Int
  var generator = SeededGenerator(seed: 2024)

  init(count: Int, hand: Int) {
    pack = Array(0..<count)
    self.hand = hand
    next = count
  }

  mutating func deal() -> [Int] {
    if next + hand > pack.count {
      var i = pack.count - 1
      while i > 0 {
        let j = min(i, Int(generator.uniform() * Double(i + 1)))
        pack.swapAt(i, j)
        i -= 1
      }
      next = 0
    }
    defer { next += hand }
    return Array(pack[next..<(next + hand)])
  }
}

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y: [[Double]] = []
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"], target = data["target"]
    var dealer = Dealer(count: x.shape[0], hand: data.batchSize)
    for _ in 0..<data.steps {
      batches = dealer.deal()
      y = []
      loss = 0
      var g = Parameters.zeros(like: weights)
      let share = 1 / Double(batches.count)
      let W2 = weights["W2"].reshaped(-1)
      for n in batches {
        let row = x[row: n], t = target[n]
        let h = tanh(matmul(weights["W1"], row) + weights["b1"])
        let z = dot(W2, h) + weights["b2"][0]
        let p = sigmoid(z)
        y.append([p])
        loss += share * (max(z, 0.0) - z * t + log1p(exp(-abs(z))))

        let dz2 = share * (p - t)
        let dz1 = dz2 * W2 * (1 - h * h)
        g["W2"] += (dz2 * h).reshaped(1, -1)
        g["b2"] += dz2
        g["W1"] += dz1.reshaped(-1, 1) * row.reshaped(1, -1)
        g["b1"] += dz1
      }
      gradients = g
      weights -= learningRate * g
      report(self, weights)
    }
  }
}
