import GradusKit

struct LinearNeuron: Trainer {
  @Setting var learningRate = 0.01
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  func outputs(_ x: Tensor, _ p: Parameters) -> Tensor {
    matmul(x, p["W"].transposed()) + p["b"]
  }

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"], target = data["target"]
    gradients = .zeros(like: weights)
    let scale = 2 / Double(target.count)
    for _ in 1...data.steps {
      y = outputs(x, weights)
      loss = pow(y - target, 2).mean()

      // the weights
      gradients["W"] = scale * matmul((y - target).transposed(), x)
      weights["W"] -= learningRate * gradients["W"]

      // the bias
      gradients["b"] = scale * (outputs(x, weights) - target).sum(axis: 0)
      weights["b"] -= learningRate * gradients["b"]
      report(self, weights)
    }
  }
}
