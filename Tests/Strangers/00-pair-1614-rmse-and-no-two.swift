import GradusKit

struct LinearNeuron: Trainer {
  @Setting var learningRate = 0.01
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"]
    let target = data["target"]
    for _ in 1...data.steps {
      y = matmul(x, weights["W"].transposed()) + weights["b"]
      let err = y - target
      loss = sqrt((err * err).mean())
      let dy = err / err.count
      gradients = ["W": matmul(dy.transposed(), x), "b": dy.sum(axis: 0)]
      for (name, g) in gradients {
        weights[name] -= learningRate * g
      }
      report(self, weights)
    }
  }
}
