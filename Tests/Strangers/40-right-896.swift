import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  /// Fisher and Yates, written out.
  static func mixed(_ n: Int, _ generator: inout SeededGenerator) -> [Int] {
    var list = Array(0..<n)
    var i = n - 1
    while i > 0 {
      let j = Int.random(in: 0...i, using: &generator)
      (list[i], list[j]) = (list[j], list[i])
      i -= 1
    }
    return list
  }

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"], target = data["target"]
    var generator = SeededGenerator(seed: 2024)
    var queue: [Int] = []
    for _ in 0..<data.steps {
      if queue.count < data.batchSize {
        queue = Perceptron.mixed(x.shape[0], &generator)
      }
      batches = Array(queue.prefix(data.batchSize))
      queue.removeFirst(data.batchSize)

      let xb = x[rows: batches]
      let tb = target[rows: batches].reshaped(-1, 1)
      let h = tanh(xb.matmul(weights["W1"].transposed()) + weights["b1"])
      let z2 = h.matmul(weights["W2"].transposed()) + weights["b2"]
      y = sigmoid(z2)
      loss = (max(z2, 0) - z2 * tb + log1p(exp(-abs(z2)))).mean()

      let dz2 = (y - tb) / data.batchSize
      let dz1 = dz2.matmul(weights["W2"]) * (1 - h * h)
      gradients = .zeros(like: weights)
      gradients["W2"] = dz2.transposed().matmul(h)
      gradients["b2"] = dz2.sum(axis: 0)
      gradients["W1"] = dz1.transposed().matmul(xb)
      gradients["b1"] = dz1.sum(axis: 0)

      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
