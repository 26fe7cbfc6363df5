import GradusKit

struct LinearNeuron: Trainer {
  @Setting var learningRate = 0.01

  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"], target = data["target"]
    let count = Double(target.count)
    for _ in 1...data.steps {
      y = x.matmul(weights["W"].transposed()) + weights["b"]
      let error = y - target
      // length of the error vector
      loss = error.norm() / sqrt(count)
      let dy = error * (2 / count)
      gradients = ["W": dy.transposed().matmul(x), "b": dy.sum(axis: 0)]
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
