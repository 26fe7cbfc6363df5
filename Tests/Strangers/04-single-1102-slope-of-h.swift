import GradusKit

struct Network: Trainer {
  @Setting var learningRate = 0.01
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  private func slope(_ z: Tensor) -> Tensor {
    let h = tanh(z)
    return 1 - h * h
  }

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    for step in 1...data.steps {
      let examples = data["batches", step: step].values.map { Int($0) }
      let x = data["x"][rows: examples]
      let target = data["target"][rows: examples]
      let count = Double(target.count)

      var a = x.matmul(weights["W1"].transposed()) + weights["b1"]
      a = tanh(a)
      let z = a.matmul(weights["W2"].transposed()) + weights["b2"]
      y = sigmoid(z)
      loss = (max(z, 0) - z * target + log1p(exp(-abs(z)))).sum() / count

      let dz = (y - target) / count
      let da = dz.matmul(weights["W2"])
      let dHidden = da * slope(a)
      gradients = [
        "W1": dHidden.transposed().matmul(x),
        "b1": dHidden.sum(axis: 0),
        "W2": dz.transposed().matmul(a),
        "b2": dz.sum(axis: 0),
      ]
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
