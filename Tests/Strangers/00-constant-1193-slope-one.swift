import GradusKit

struct LinearNeuron: Trainer {
  @Setting var learningRate = 0.01
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  private func predict(_ x: Tensor, _ w: Parameters) -> Tensor {
    matmul(x, w["W"].transposed()) + w["b"]
  }

  private func slopes(_ x: Tensor, _ errors: Tensor) -> Parameters {
    let dy = errors / errors.count
    return ["W": matmul(dy.transposed(), x), "b": dy.sum(axis: 0)]
  }

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    for _ in 0..<data.steps {
      y = predict(data["x"], weights)
      let errors = y - data["target"]
      loss = (errors * errors).mean()
      gradients = slopes(data["x"], errors)
      weights = weights - learningRate * gradients
      report(self, weights)
    }
  }
}
