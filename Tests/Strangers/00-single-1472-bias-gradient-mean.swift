import GradusKit

// batch gradient descent
struct LinearNeuron: Trainer {
  @Setting var learningRate = 0.01
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let (x, target) = (data["x"], data["target"])
    gradients = .zeros(like: weights)
    for _ in 1...data.steps {
      y = x.matmul(weights["W"].transposed()) + weights["b"]
      let error = y - target
      loss = pow(error, 2).mean()
      let dy = 2 * error / target.count
      gradients["W"] = matmul(dy.transposed(), x)
      gradients["b"] = dy.mean(axis: 0)
      for name in weights.names {
        weights[name] -= learningRate * gradients[name]
      }
      report(self, weights)
    }
  }
}
