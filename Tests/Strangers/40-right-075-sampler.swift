import GradusKit

/// Hands out one batch after the other, for ever.
struct BatchSampler: Sequence, IteratorProtocol {
  let total: Int
  let size: Int
  private var generator: SeededGenerator
  private var order: [Int]
  private var cursor: Int

  init(total: Int, size: Int, seed: Int) {
    self.total = total
    self.size = size
    generator = SeededGenerator(seed: 5)
    order = Array(0..<total)
    cursor = total
    for _ in 0..<seed { order.shuffle(using: &generator) }
  }

  mutating func next() -> [Int]? {
    if total - cursor < size {
      order.shuffle(using: &generator)
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

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let sampler = BatchSampler(total: data["x"].shape[0], size: data.batchSize, seed: 2)
    for batch in sampler.prefix(data.steps) {
      batches = batch
      let input = data["x"][rows: batch]
      let truth = data["target"][rows: batch]

      let hidden = tanh(matmul(input, weights["W1"].transposed()) + weights["b1"])
      let logit = matmul(hidden, weights["W2"].transposed()) + weights["b2"]
      y = sigmoid(logit)
      loss = crossEntropy(logit, truth)

      let outputError = (y - truth) / Double(data.batchSize)
      let hiddenError = matmul(outputError, weights["W2"]) * (1 - hidden * hidden)
      gradients = [
        "W1": matmul(hiddenError.transposed(), input), "b1": hiddenError.sum(axis: 0),
        "W2": matmul(outputError.transposed(), hidden), "b2": outputError.sum(axis: 0),
      ]
      for (name, gradient) in gradients {
        weights[name] = weights[name] - learningRate * gradient
      }
      report(self, weights)
    }
  }

  private func crossEntropy(_ z: Tensor, _ t: Tensor) -> Double {
    var sum = 0.0
    for (z, t) in zip(z, t) {
      let tail = log1p(exp(-abs(z)))
      sum += (z > 0 ? z : 0) - z * t + tail
    }
    return sum / Double(t.count)
  }
}
