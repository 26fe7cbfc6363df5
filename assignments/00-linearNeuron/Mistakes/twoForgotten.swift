import GradusKit

struct LinearNeuron: Trainer {
  @Setting var learningRate = 0.01

  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let (x, target) = (data["x"], data["target"])
    for _ in 1...data.steps {
      let (W, b) = (weights["W"], weights["b"])
      y = matmul(x, W.transposed()) + b

      let error = y - target
      loss = (error * error).mean()

      let dy = error / error.count
      gradients = ["W": matmul(dy.transposed(), x), "b": dy.sum(axis: 0)]

      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
