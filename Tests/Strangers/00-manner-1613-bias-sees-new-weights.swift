import GradusKit

struct LinearNeuron: Trainer {
  @Setting var learningRate = 0.01
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  /// error of every point with the weights as they are
  private func error(_ x: Tensor, _ t: Tensor, _ w: Parameters) -> Tensor {
    matmul(x, w["W"].transposed()) + w["b"] - t
  }

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"]
    let t = data["target"]
    for _ in 1...data.steps {
      let e = error(x, t, weights)
      y = e + t
      loss = (e * e).mean()

      // first W ...
      let dW = matmul(e.transposed(), x) * 2 / Double(t.count)
      weights["W"] -= learningRate * dW
      // ... then b
      let db = error(x, t, weights).sum(axis: 0) * 2 / Double(t.count)
      weights["b"] -= learningRate * db

      gradients = ["W": dW, "b": db]
      report(self, weights)
    }
  }
}
