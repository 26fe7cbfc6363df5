import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"]
    var generator = SeededGenerator(seed: 1)
    for _ in 1...data.steps {
      // a random mini-batch: stochastic gradient descent
      batches = (0..<data.batchSize).map { _ in Int.random(in: 0..<x.shape[0], using: &generator) }
      let xb = x[rows: batches]
      let tb = data["target"][rows: batches]

      let z1 = xb.matmul(weights["W1"].transposed()) + weights["b1"]
      let h = tanh(z1)
      let z2 = h.matmul(weights["W2"].transposed()) + weights["b2"]
      y = sigmoid(z2)
      loss = (max(z2, 0) - z2 * tb + log1p(exp(-abs(z2)))).mean()

      let dz2 = (y - tb) / data.batchSize
      let dz1 = dz2.matmul(weights["W2"]) * (1 - h * h)
      gradients = ["W1": dz1.transposed().matmul(xb), "b1": dz1.sum(axis: 0), "W2": dz2.transposed().matmul(h), "b2": dz2.sum(axis: 0)]
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
