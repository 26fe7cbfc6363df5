import GradusKit

/// Deals out batches, an epoch after the other.
struct Dealer {
  let size: Int
  var deck: [Int]
  var next = 0
  var generator = SeededGenerator(seed: 2024)

  init(_ count: Int, _ size: Int) {
    self.size = size
    deck = (0..<count).shuffled(using: &generator)
  }

  mutating func deal() -> [Int] {
    if next + size > deck.count {
      deck.shuffle(using: &generator)
      next = 0
    }
    defer { next += size }
    return Array(deck[next..<(next + size)])
  }
}

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    var dealer = Dealer(data["x"].shape[0], data.batchSize)
    for _ in 1...data.steps {
      batches = dealer.deal()
      let x = data["x"][rows: batches], t = data["target"][rows: batches]
      let h = tanh(x.matmul(weights["W1"].transposed()) + weights["b1"])
      let z = h.matmul(weights["W2"].transposed()) + weights["b2"]
      y = sigmoid(z)
      // ln(1 + e^z) - z t, without large exponentials
      loss = zip(z, t) { (z, t) in z > 0 ? z * (1 - t) + log1p(exp(-z)) : log1p(exp(z)) - z * t }.mean()
      let dz2 = (y - t) / batches.count
      let dz1 = dz2.matmul(weights["W2"]) * (1 - h * h)
      var g: Parameters = .zeros(like: weights)
      g["W2"] = dz2.transposed().matmul(h)
      g["b2"] = dz2.sum(axis: 0)
      g["W1"] = dz1.transposed().matmul(x)
      g["b1"] = dz1.sum(axis: 0)
      gradients = g
      weights = weights - learningRate * g
      report(self, weights)
    }
  }
}
