import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  private var known: [Int: Tensor] = [:]

  private mutating func activation(_ n: Int, _ features: Tensor, _ w: Parameters) -> Tensor {
    if let act = known[n] { return act }
    let act = tanh(w["W1"].matmul(features[row: n]) + w["b1"])
    known[n] = act
    return act
  }

  mutating func fit(_ examples: TrainingData, _ theta: inout Parameters, report: (Self, Parameters) -> Void) {
    let features = examples["x"], answers = examples["target"]
    var generator = SeededGenerator(seed: 15)
    var cards: [Int] = []
    for _ in 1...examples.steps {
      if cards.count < examples.batchSize { cards = (0..<features.shape[0]).shuffled(using: &generator) }
      batches = Array(cards.prefix(examples.batchSize))
      cards.removeFirst(examples.batchSize)

      let xb = features[rows: batches], labels = answers[rows: batches]
      var act = Tensor(repeating: 0, shape: [batches.count, theta["b1"].count])
      for k in 0..<batches.count { act[row: k] = activation(batches[k], features, theta) }
      let o = matmul(act, theta["W2"].transposed()) + theta["b2"]
      y = sigmoid(o)
      loss = (max(o, 0) - o * labels + log(1 + exp(-abs(o)))).mean()

      let delta2 = (y - labels) / batches.count
      let hidErr = matmul(delta2, theta["W2"]) * (1 - pow(act, 2))
      gradients = ["W1": matmul(hidErr.transposed(), xb), "b1": hidErr.sum(axis: 0), "W2": matmul(delta2.transposed(), act), "b2": delta2.sum(axis: 0)]
      theta = theta - learningRate * gradients
      report(self, theta)
    }
  }
}
