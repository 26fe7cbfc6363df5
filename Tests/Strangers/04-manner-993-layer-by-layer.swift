import GradusKit

struct Network: Trainer {
  @Setting var learningRate = 0.01

  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    for step in 1...data.steps {
      let picked = data["batches", step: step].values.map { Int($0) }
      let x = data["x"][rows: picked]
      let t = data["target"][rows: picked]
      gradients = Parameters.zeros(like: weights)

      // there
      let h = tanh(matmul(x, weights["W1"].transposed()) + weights["b1"])
      let z = matmul(h, weights["W2"].transposed()) + weights["b2"]
      y = sigmoid(z)
      loss = (max(z, 0) - z * t + log1p(exp(-abs(z)))).mean()

      // output layer
      var d = (y - t) / t.count
      gradients["W2"] = matmul(d.transposed(), h)
      gradients["b2"] = d.sum(axis: 0)
      weights["W2"] -= learningRate * gradients["W2"]
      weights["b2"] -= learningRate * gradients["b2"]

      // hidden layer
      d = matmul(d, weights["W2"]) * (1 - h * h)
      gradients["W1"] = matmul(d.transposed(), x)
      gradients["b1"] = d.sum(axis: 0)
      weights["W1"] -= learningRate * gradients["W1"]
      weights["b1"] -= learningRate * gradients["b1"]

      report(self, weights)
    }
  }
}
