import GradusKit

/// Deals the examples out, a batch at a time.
struct Dealer: IteratorProtocol {
  private var deck: [Int]
  private var next0 = 0
  private let size: Int
  private var chance = SeededGenerator(seed: 2024)

  init(examples: Int, size: Int) {
    deck = Array(0..<examples)
    self.size = size
    deck.shuffle(using: &chance)
  }

  mutating func next() -> [Int]? {
    if next0 + size > deck.count {
      deck.shuffle(using: &chance)
      next0 = 0
    }
    defer { next0 += size }
    return Array(deck[next0..<next0 + size])
  }
}

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  private mutating func look(at x: Tensor, _ t: Tensor, _ w: Parameters) {
    let n = x.shape[0]
    let h = tanh(x.matmul(w["W1"].transposed()) + w["b1"])
    let z = h.matmul(w["W2"].transposed()) + w["b2"]
    y = sigmoid(z)
    let terms = max(0, z) - z * t + log1p(exp(-abs(z)))
    loss = terms.mean()

    let dz = (y - t) / n
    let dh = dz.matmul(w["W2"]) * (1 - h * h)
    gradients = [
      "W1": dh.transposed().matmul(x), "b1": dh.sum(axis: 0),
      "W2": dz.transposed().matmul(h), "b2": dz.sum(axis: 0),
    ]
  }

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    var dealer = Dealer(examples: data["x"].shape[0], size: data.batchSize)
    for _ in 1...data.steps {
      batches = dealer.next()!
      look(at: data["x"][rows: batches], data["target"][rows: batches], weights)
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
