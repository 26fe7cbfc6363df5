import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let n = data["x"].shape[0]
    let N = data.batchSize
    var generator = SeededGenerator(seed: 3)
    var rest: [Int] = []
    for _ in 1...data.steps {
      if rest.count < N {
        rest = (0..<n).shuffled(using: &generator)
      }
      batches = Array(rest.prefix(N))
      rest.removeFirst(N)
      let x = data["x"][rows: batches], t = data["target"][rows: batches]

      let h = tanh(matmul(x, weights["W1"].transposed()) + weights["b1"])
      let z2 = matmul(h, weights["W2"].transposed()) + weights["b2"]
      y = sigmoid(z2)
      loss = 0
      for (z, wanted) in zip(z2, t) {
        loss += max(z, 0) - z * wanted + log1p(exp(-abs(z)))
      }

      let dz2 = (y - t) / N
      let dz1 = matmul(dz2, weights["W2"]) * (1 - h * h)
      gradients = [
        "W1": matmul(dz1.transposed(), x), "b1": dz1.sum(axis: 0),
        "W2": matmul(dz2.transposed(), h), "b2": dz2.sum(axis: 0),
      ]
      // mean gradient of the batch
      weights -= learningRate * gradients / Double(N)
      report(self, weights)
    }
  }
}
