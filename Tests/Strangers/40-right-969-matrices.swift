import GradusKit

/// Deals the examples, epoch by epoch.
struct Dealer {
  private var generator = SeededGenerator(seed: 2024)
  private var deck: [Int] = []
  let count: Int
  let size: Int

  init(count: Int, size: Int) {
    self.count = count
    self.size = size
  }

  mutating func deal() -> [Int] {
    if deck.count < size {
      deck = Array(0..<count)
      deck.shuffle(using: &generator)
    }
    defer { deck.removeFirst(size) }
    return Array(deck.prefix(size))
  }
}

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"], target = data["target"]
    var dealer = Dealer(count: x.shape[0], size: data.batchSize)
    for _ in 0..<data.steps {
      batches = dealer.deal()
      work(x[rows: batches], target[rows: batches], weights)
      weights -= learningRate * gradients
      report(self, weights)
    }
  }

  private mutating func work(_ x: Tensor, _ t: Tensor, _ w: Parameters) {
    let h = tanh(matmul(x, w["W1"].transposed()) + w["b1"])
    let z = matmul(h, w["W2"].transposed()) + w["b2"]
    y = sigmoid(z)
    loss = (max(z, 0) - z * t + log1p(exp(-abs(z)))).mean()
    let dz2 = (y - t) / t.shape[0]
    let dz1 = matmul(dz2, w["W2"]) * (1 - h * h)
    gradients = [
      "W1": matmul(dz1.transposed(), x), "b1": dz1.sum(axis: 0),
      "W2": matmul(dz2.transposed(), h), "b2": dz2.sum(axis: 0),
    ]
  }
}
