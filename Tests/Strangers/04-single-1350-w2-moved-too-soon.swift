import GradusKit

/// A network with one hidden layer, trained by back-propagation.
struct Network: Trainer {
  /// The grader sets this before the first step.
  @Setting var learningRate = 0.01

  /// What these hold when you report is read by the grader, by name.
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    for step in 1...data.steps {
      let rows = data["batches", step: step].values.map { Int($0) }
      let x = data["x"][rows: rows]
      let t = data["target"][rows: rows]
      let h = tanh(x.matmul(weights["W1"].transposed()) + weights["b1"])
      let z2 = h.matmul(weights["W2"].transposed()) + weights["b2"]
      y = sigmoid(z2)
      loss = (max(z2, 0) - z2 * t + log1p(exp(-abs(z2)))).mean()

      // output layer
      let dz2 = (y - t) / y.count
      let dW2 = dz2.transposed().matmul(h)
      let db2 = dz2.sum(axis: 0)
      weights["W2"] -= learningRate * dW2
      weights["b2"] -= learningRate * db2

      // hidden layer
      let dz1 = dz2.matmul(weights["W2"]) * (1 - h * h)
      let dW1 = dz1.transposed().matmul(x)
      let db1 = dz1.sum(axis: 0)
      weights["W1"] -= learningRate * dW1
      weights["b1"] -= learningRate * db1

      gradients = ["W1": dW1, "b1": db1, "W2": dW2, "b2": db2]
      report(self, weights)
    }
  }
}
