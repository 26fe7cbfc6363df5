import GradusKit

/// A small generator of my own.
struct Dice {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed }
  mutating func below(_ n: Int) -> Int {
    state = state &* 6364136223846793005 &+ 1442695040888963407
    return Int((state >> 33) % UInt64(n))
  }
}

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = Double(0)
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let xs = data["x"], ts = data["target"]
    let total = xs.shape[0]
    var dice = Dice(2024)
    var cards = (0..<total).map { $0 }
    var used = total
    var t = 0
    while t < data.steps {
      t += 1
      if used + data.batchSize > total {
        // Fisher and Yates
        var last = total - 1
        while last > 0 {
          cards.swapAt(last, dice.below(last + 1))
          last -= 1
        }
        used = 0
      }
      batches = cards[used..<used + data.batchSize].map { $0 }
      used += data.batchSize

      let x = xs[rows: batches]
      let target = ts[rows: batches]
      let N = data.batchSize
      let (W1, b1, W2, b2) = (weights["W1"], weights["b1"], weights["W2"], weights["b2"])
      let z1 = x.matmul(W1.transposed()) + b1
      let h = tanh(z1)
      let z2 = h.matmul(W2.transposed()) + b2
      y = 1 / (1 + exp(0 - z2))
      let ln = log1p(exp(0 - abs(z2)))
      loss = (max(z2, 0) - target * z2 + ln).sum() / Double(N)
      let dz2 = (y - target) / N
      let dh = dz2.matmul(W2)
      let dz1 = dh - dh * h * h
      let dW1 = dz1.transposed().matmul(x)
      let db1 = dz1.sum(axis: 0)
      let dW2 = dz2.transposed().matmul(h)
      let db2 = dz2.sum(axis: 0)
      gradients = ["W1": dW1, "b1": db1, "W2": dW2, "b2": db2]
      weights["W1"] -= learningRate * dW1
      weights["b1"] -= learningRate * db1
      weights["W2"] -= learningRate * dW2
      weights["b2"] -= learningRate * db2
      report(self, weights)
    }
  }
}
