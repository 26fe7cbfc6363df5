import GradusKit

struct Network: Trainer {
  @Setting var learningRate = 0.01
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let inputs = data["x"], wanted = data["target"]
    for step in 1...data.steps {
      let batch = data["batches", step: step].values.map(Int.init)
      let x = inputs[rows: batch], t = wanted[rows: batch]
      let W1 = weights["W1"], W2 = weights["W2"], b2 = weights["b2"]

      let h = tanh(matmul(x, W1.transposed()))
      let z = matmul(h, W2.transposed()) + b2
      y = sigmoid(z)
      loss = 0
      for k in 0..<z.count {
        loss += max(z[k], 0) - z[k] * t[k] + log1p(exp(-abs(z[k])))
      }
      loss /= Double(z.count)

      let dz2 = (y - t) / z.count
      let dz1 = matmul(dz2, W2) * (1 - pow(h, 2))
      var grads = weights
      grads["W2"] = matmul(dz2.transposed(), h)
      grads["b2"] = dz2.sum(axis: 0)
      grads["W1"] = matmul(dz1.transposed(), x)
      grads["b1"] = dz1.sum(axis: 0)
      gradients = grads
      weights -= learningRate * grads
      report(self, weights)
    }
  }
}
