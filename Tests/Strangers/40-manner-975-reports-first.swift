import GradusKit

final class Shuffler {
  var generator = SeededGenerator(seed: 1)
  var order: [Int]
  var next: Int
  init(_ count: Int) {
    order = Array(0..<count)
    next = count
  }
  func take(_ size: Int) -> [Int] {
    if next + size > order.count {
      order.shuffle(using: &generator)
      next = 0
    }
    next += size
    return Array(order[(next - size)..<next])
  }
}

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let shuffler = Shuffler(data["x"].shape[0])
    var step = 0
    while step < data.steps {
      step += 1
      batches = shuffler.take(data.batchSize)
      let x = data["x"][rows: batches]
      let t = data["target"][rows: batches]
      let h = tanh(x.matmul(weights["W1"].transposed()) + weights["b1"])
      let z = h.matmul(weights["W2"].transposed()) + weights["b2"]
      y = sigmoid(z)
      loss = (max(z, 0) - z * t + log1p(exp(-abs(z)))).mean()
      let dz2 = (y - t) / t.shape[0]
      let dz1 = dz2.matmul(weights["W2"]) * (1 - h * h)
      gradients = 0 * weights
      gradients["W1"] = dz1.transposed().matmul(x)
      gradients["b1"] = dz1.sum(axis: 0)
      gradients["W2"] = dz2.transposed().matmul(h)
      gradients["b2"] = dz2.sum(axis: 0)
      report(self, weights)
      weights -= learningRate * gradients
    }
  }
}
