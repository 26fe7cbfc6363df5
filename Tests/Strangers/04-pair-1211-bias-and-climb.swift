import GradusKit

struct Network: Trainer {
  @Setting var learningRate = 0.01

  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    var step = 0
    while step < data.steps {
      step += 1
      let rows = data["batches", step: step].values.map { Int($0) }
      let x = data["x"][rows: rows]
      let t = data["target"][rows: rows]

      // there
      let a = tanh(x.matmul(weights["W1"].transposed()) + weights["b1"])
      let z = a.matmul(weights["W2"].transposed()) + weights["b2"]
      y = sigmoid(z)
      loss = (max(z, 0) - z * t + log1p(exp(-abs(z)))).mean()

      // and back
      let error = (y - t) / Double(t.count)
      let toHidden = error.matmul(weights["W2"])
      let behind = toHidden * (1 - a * a)
      gradients = [
        "W2": error.transposed().matmul(a),
        "b2": error.sum(axis: 0),
        "W1": behind.transposed().matmul(x),
        "b1": toHidden.sum(axis: 0),
      ]

      weights["W1"] -= learningRate * gradients["W1"]
      weights["b1"] -= learningRate * gradients["b1"]
      weights["W2"] += learningRate * gradients["W2"]
      weights["b2"] -= learningRate * gradients["b2"]
      report(self, weights)
    }
  }
}
