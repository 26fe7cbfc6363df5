import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let X = data["x"]
    let T = data["target"]
    var generator = SeededGenerator(seed: 5)
    let indices = (0..<X.shape[0]).shuffled(using: &generator)
    let chunks = stride(from: 0, through: indices.count - data.batchSize, by: data.batchSize).map {
      Array(indices[$0..<$0 + data.batchSize])
    }
    for step in 0..<data.steps {
      batches = chunks[step % chunks.count]
      let xb = X[rows: batches]
      let tb = T[rows: batches]
      let h = tanh(xb.matmul(weights["W1"].transposed()) + weights["b1"])
      let z = h.matmul(weights["W2"].transposed()) + weights["b2"]
      y = sigmoid(z)
      loss = (max(z, 0) - z * tb + log1p(exp(-abs(z)))).mean()
      let dz = (y - tb) / tb.count
      let dh = dz.matmul(weights["W2"])
      let da = dh - dh * h * h
      gradients["W1"] = da.transposed().matmul(xb)
      gradients["b1"] = da.sum(axis: 0)
      gradients["W2"] = dz.transposed().matmul(h)
      gradients["b2"] = dz.sum(axis: 0)
      for name in ["W1", "b1", "W2", "b2"] {
        weights[name] -= learningRate * gradients[name]
      }
      report(self, weights)
    }
  }
}
