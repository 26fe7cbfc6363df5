import GradusKit

struct LinearNeuron: Trainer {
  @Setting var learningRate = 0.01
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"], target = data["target"]
    let points = x.shape[0], inputs = x.shape[1], outputs = target.shape[1]
    for _ in 1...data.steps {
      y = matmul(x, weights["W"].transposed()) + weights["b"]
      loss = 0
      for k in 0..<y.count { loss += (y[k] - target[k]) * (y[k] - target[k]) }
      loss /= Double(y.count)

      var dW = Tensor.zeros(like: weights["W"])
      var db = Tensor.zeros(like: weights["b"])
      for o in 0..<outputs {
        for n in 0..<points {
          let dy = 2 * (y[n, o] - target[n, o]) / Double(y.count)
          db[o] += dy
          for i in 0..<(inputs - 1) {
            dW[o, i] += dy * x[n, i]
          }
        }
      }
      gradients = ["W": dW, "b": db]
      weights["W"] -= learningRate * dW
      weights["b"] -= learningRate * db
      report(self, weights)
    }
  }
}
