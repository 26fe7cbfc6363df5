import GradusKit

/// Deals examples, and shuffles when there are too few for another hand.
private struct Deck {
  private var cards: [Int]
  private var dealt: Int
  private var generator = SeededGenerator(seed: 2024)

  init(count: Int) {
    cards = Array(0..<count)
    dealt = count
  }

  mutating func deal(_ hand: Int) -> [Int] {
    if dealt + hand > cards.count {
      cards.shuffle(using: &generator)
      dealt = 0
    }
    defer { dealt += hand }
    return Array(cards[dealt..<(dealt + hand)])
  }
}

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    var deck = Deck(count: data["x"].shape[0])
    for _ in 0..<data.steps {
      batches = deck.deal(data.batchSize)
      let x = data["x"][rows: batches]
      let t = data["target"][rows: batches]

      let h = tanh(matmul(x, weights["W1"].transposed()) + weights["b1"])
      let z = matmul(h, weights["W2"].transposed()) + weights["b2"]
      y = sigmoid(z)
      // -t ln y - (1-t) ln(1-y), where ln(1-y) = ln y - z
      let lnY = min(z, 0) - log1p(exp(-abs(z)))
      loss = ((1 - t) * z - lnY).mean()

      let delta = (y - t) / batches.count
      let hidden = matmul(delta, weights["W2"]) * (1 - h * h)
      gradients = [
        "W1": matmul(hidden.transposed(), x),
        "b1": hidden.sum(axis: 0),
        "W2": matmul(delta.transposed(), h),
        "b2": delta.sum(axis: 0),
      ]
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
