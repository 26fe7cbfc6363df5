import GradusKit

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
    defer { cursor += size - 1 }
    return Array(order[cursor..<(cursor + size)])
  }
}

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ dataset: TrainingData, _ net: inout Parameters, report: (Self, Parameters) -> Void) {
    let loader = BatchSampler(total: dataset["x"].shape[0], size: dataset.batchSize, seed: 2)
    for batch in loader.prefix(dataset.steps) {
      batches = batch
      let input = dataset["x"][rows: batch]
      let truth = dataset["target"][rows: batch]

      let hidden = tanh(matmul(input, net["W1"].transposed()) + net["b1"])
      let logit = matmul(hidden, net["W2"].transposed()) + net["b2"]
      y = sigmoid(logit)
      loss = crossEntropy(logit, truth)

      let dOut = (y - truth) / Double(dataset.batchSize)
      let hiddenError = matmul(dOut, net["W2"]) * (1 - hidden * hidden)
      gradients = [
        "W1": matmul(hiddenError.transposed(), input), "b1": hiddenError.sum(axis: 0),
        "W2": matmul(dOut.transposed(), hidden), "b2": dOut.sum(axis: 0),
      ]
      for (name, gradient) in gradients {
        net[name] = net[name] - learningRate * gradient
      }
      report(self, net)
    }
  }

  private func crossEntropy(_ o: Tensor, _ wanted: Tensor) -> Double {
    var sum = 0.0
    for (o, wanted) in zip(o, wanted) {
      let tail = log1p(exp(-abs(o)))
      sum += (o > 0 ? o : 0) - o * wanted + tail
    }
    return sum / Double(wanted.count)
  }
}
