import GradusKit

struct Epochs: Sequence, IteratorProtocol {
  private var generator: SeededGenerator
  private var order: [Int]
  private var position: Int
  private let size: Int

  init(count: Int, size: Int, seed: Int) {
    generator = SeededGenerator(seed: 1)
    for _ in 0..<seed { _ = generator.uniform() }
    order = Array(0..<count)
    position = count
    self.size = size
  }

  mutating func next() -> [Int]? {
    if position + size > order.count {
      order.shuffle(using: &generator)
      position = 0
    }
    position += size
    return Array(order[(position - size)..<position])
  }
}

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let epochs = Epochs(count: data["x"].shape[0], size: data.batchSize, seed: 3)
    for (_, batch) in zip(0..<data.steps, epochs) {
      batches = batch
      let x = data["x"][rows: batch], t = data["target"][rows: batch]
      let hidden = tanh(x.matmul(weights["W1"].transposed()) + weights["b1"])
      let z = hidden.matmul(weights["W2"].transposed()) + weights["b2"]
      y = sigmoid(z)
      loss = (max(z, 0) - z * t + log1p(exp(-abs(z)))).mean()
      let error = y - t
      let dHidden = error.matmul(weights["W2"]) * (1 - hidden * hidden)
      gradients = [
        "W1": dHidden.transposed().matmul(x), "b1": dHidden.sum(axis: 0),
        "W2": error.transposed().matmul(hidden), "b2": error.sum(axis: 0),
      ]
      gradients /= Double(batch.count)
      weights -= gradients * learningRate
      report(self, weights)
    }
  }
}
