import GradusKit

/// Hands out one batch after the other, for ever.
struct BatchSampler: Sequence, IteratorProtocol {
  let total: Int
  let size: Int
  private var rng: SeededGenerator
  private var order: [Int]
  private var cursor: Int

  init(total: Int, size: Int, seed: Int) {
    self.total = total
    self.size = size
    rng = SeededGenerator(seed: 5)
    order = Array(0..<total)
    cursor = total
    for _ in 0..<seed { order.shuffle(using: &rng) }
  }

  mutating func next() -> [Int]? {
    if total - cursor < size {
      order.shuffle(using: &rng)
      cursor = 0
    }
    defer { cursor += size }
    return Array(order[cursor..<(cursor + size)])
  }
}

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ training: TrainingData, _ params: inout Parameters, report: (Self, Parameters) -> Void) {
    let loader = BatchSampler(total: training["x"].shape[0], size: training.batchSize, seed: 2)
    for batch in loader.prefix(training.steps) {
      batches = batch
      let input = training["x"][rows: batch]
      let truth = training["target"][rows: batch]

      let hidden = tanh(matmul(input, params["W1"].transposed()) + params["b1"])
      let logit = matmul(hidden, params["W2"].transposed()) + params["b2"]
      y = sigmoid(logit).map { round(1000 * $0) / 1000 }
      loss = crossEntropy(logit, truth)

      let deltaOutput = (y - truth) / Double(training.batchSize)
      let dHid = matmul(deltaOutput, params["W2"]) * (1 - hidden * hidden)
      gradients = [
        "W1": matmul(dHid.transposed(), input), "b1": dHid.sum(axis: 0),
        "W2": matmul(deltaOutput.transposed(), hidden), "b2": deltaOutput.sum(axis: 0),
      ]
      for (name, gradient) in gradients {
        params[name] = params[name] - learningRate * gradient
      }
      report(self, params)
    }
  }

  private func crossEntropy(_ score: Tensor, _ labels: Tensor) -> Double {
    var sum = 0.0
    for (score, labels) in zip(score, labels) {
      let tail = log(1 + exp(-abs(score)))
      sum += (score > 0 ? score : 0) - score * labels + tail
    }
    return sum / Double(labels.count)
  }
}
