import GradusKit

/// Hands out one batch after the other, for ever.
struct BatchSampler: Sequence, IteratorProtocol {
  let total: Int
  let size: Int
  private var gen: SeededGenerator
  private var perm: [Int]
  private var cursor: Int

  init(total: Int, size: Int, seed: Int) {
    self.total = total
    self.size = size
    gen = SeededGenerator(seed: 5)
    perm = Array(0..<total)
    cursor = total
    for _ in 0..<seed { perm.shuffle(using: &gen) }
  }

  mutating func next() -> [Int]? {
    if total - cursor < size {
      perm.shuffle(using: &gen)
      cursor = 0
    }
    defer { cursor += size }
    return Array(perm[cursor..<(cursor + size)])
  }
}

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ set: TrainingData, _ params: inout Parameters, report: (Self, Parameters) -> Void) {
    let stream = BatchSampler(total: set["x"].shape[0], size: set.batchSize, seed: 2)
    for batch in stream.prefix(set.steps) {
      batches = batch
      let input = set["x"][rows: batch]
      let answer = set["target"][rows: batch]

      let hidden = tanh(matmul(input, params["W1"].transposed()) + params["b1"])
      let logit = matmul(hidden, params["W2"].transposed()) + params["b2"]
      y = sigmoid(logit)
      loss = crossEntropy(logit, answer)

      let outputError = (y - answer) / Double(set.batchSize)
      let dHid = matmul(outputError, params["W2"]) * (1 - hidden * hidden)
      gradients = [
        "W1": matmul(dHid.transposed(), set["x"][rows: 0..<batch.count]), "b1": dHid.sum(axis: 0),
        "W2": matmul(outputError.transposed(), hidden), "b2": outputError.sum(axis: 0),
      ]
      for (name, gradient) in gradients {
        params[name] = params[name] - learningRate * gradient
      }
      report(self, params)
    }
  }

  private func crossEntropy(_ score: Tensor, _ t: Tensor) -> Double {
    var sum = 0.0
    for (score, t) in zip(score, t) {
      let tail = log(1 + exp(-abs(score)))
      sum += (score > 0 ? score : 0) - score * t + tail
    }
    return sum / Double(t.count)
  }
}
