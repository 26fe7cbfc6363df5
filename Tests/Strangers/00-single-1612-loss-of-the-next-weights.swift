import GradusKit

struct LinearNeuron: Trainer {
  @Setting var learningRate = 0.01

  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  func predict(_ x: Tensor, _ weights: Parameters) -> Tensor {
    x.matmul(weights["W"].transposed()) + weights["b"]
  }

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"], target = data["target"]
    let N = Double(target.count)
    for _ in 1...data.steps {
      y = predict(x, weights)
      let dy = 2 / N * (y - target)
      gradients = ["W": dy.transposed().matmul(x), "b": dy.sum(axis: 0)]
      weights -= learningRate * gradients
      // how good are we now?
      let difference = predict(x, weights) - target
      loss = (difference * difference).sum() / N
      report(self, weights)
    }
  }
}
