import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    var rng = SeededGenerator(seed: 2024)
    let count = data["x"].shape[0]
    for _ in 1...data.steps {
      batches = (0..<data.batchSize).map { _ in Int.random(in: 0..<count, using: &rng) }
      let x = data["x"][rows: batches]
      let t = data["target"][rows: batches]
      let N = Double(batches.count)

      let (W1, b1, W2, b2) = (weights["W1"], weights["b1"], weights["W2"], weights["b2"])
      let h = tanh(x.matmul(W1.transposed()) + b1)
      let z2 = h.matmul(W2.transposed()) + b2
      y = z2.map { 1 / (1 + exp(-$0)) }
      loss = zip(z2, t) { z, t in max(z, 0) - z * t + log1p(exp(-abs(z))) }.sum() / N

      let dz2 = (y - t) / N
      let dz1 = dz2.matmul(W2) * h.map { 1 - $0 * $0 }
      gradients = ["W1": matmul(dz1.transposed(), x), "b1": dz1.sum(axis: 0), "W2": matmul(dz2.transposed(), h), "b2": dz2.sum(axis: 0)]
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
