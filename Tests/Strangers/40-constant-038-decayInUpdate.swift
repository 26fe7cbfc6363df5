import GradusKit

struct BatchSampler: Sequence, IteratorProtocol {
  let total: Int
  let size: Int
  private var random: SeededGenerator
  private var order: [Int]
  private var cursor: Int

  init(total: Int, size: Int, seed: Int) {
    self.total = total
    self.size = size
    random = SeededGenerator(seed: 5)
    order = Array(0..<total)
    cursor = total
    for _ in 0..<seed { order.shuffle(using: &random) }
  }

  mutating func next() -> [Int]? {
    if total - cursor < size {
      order.shuffle(using: &random)
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

  mutating func fit(_ set: TrainingData, _ params: inout Parameters, report: (Self, Parameters) -> Void) {
    let stream = BatchSampler(total: set["x"].shape[0], size: set.batchSize, seed: 2)
    for batch in stream.prefix(set.steps) {
      batches = batch
      let input = set["x"][rows: batch]
      let truth = set["target"][rows: batch]

      let hidden = tanh(matmul(input, params["W1"].transposed()) + params["b1"])
      let logit = matmul(hidden, params["W2"].transposed()) + params["b2"]
      y = sigmoid(logit)
      loss = crossEntropy(logit, truth)

      let dOut = (y - truth) / Double(set.batchSize)
      let hiddenError = matmul(dOut, params["W2"]) * (1 - hidden * hidden)
      gradients = [
        "W1": matmul(hiddenError.transposed(), input), "b1": hiddenError.sum(axis: 0),
        "W2": matmul(dOut.transposed(), hidden), "b2": dOut.sum(axis: 0),
      ]
      for (name, gradient) in gradients {
        params[name] = params[name] - learningRate * (gradient + 0.01 * params[name])
      }
      report(self, params)
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
