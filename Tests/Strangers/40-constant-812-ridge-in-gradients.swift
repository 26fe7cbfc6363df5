import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  private let l2 = 0.001
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    var generator = SeededGenerator(seed: 10)
    var permutation: [Int] = []
    for _ in 1...data.steps {
      if permutation.count < data.batchSize {
        permutation = (0..<data["x"].shape[0]).shuffled(using: &generator)
      }
      batches = []
      while batches.count < data.batchSize { batches.append(permutation.removeLast()) }
      let x = data["x"][rows: batches]
      let t = data["target"][rows: batches]
      let hidden = tanh(x.matmul(weights["W1"].transposed()) + weights["b1"])
      let logits = hidden.matmul(weights["W2"].transposed()) + weights["b2"]
      y = sigmoid(logits)
      loss = (max(logits, 0) - logits * t + log1p(exp(-abs(logits)))).mean()
      let dz2 = (y - t) / t.count
      let dz1 = dz2.matmul(weights["W2"]) * (1 - hidden * hidden)
      gradients = [
        "W1": dz1.transposed().matmul(x) + l2 * weights["W1"],
        "b1": dz1.sum(axis: 0),
        "W2": dz2.transposed().matmul(hidden) + l2 * weights["W2"],
        "b2": dz2.sum(axis: 0),
      ]
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
