import GradusKit

struct LinearNeuron: Trainer {
  @Setting var learningRate = 0.01
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let (x, t) = (data["x"], data["target"])
    let N = t.count
    for _ in 1...data.steps {
      y = x.matmul(weights["W"].transposed()) + weights["b"]
      let e = y - t
      loss = (e * e).sum() / Double(N)
      let dy = 2 * e / N
      let dW = matmul(dy.transposed(), x)
      let db = dy.sum(axis: 0)
      gradients = ["W": dW, "b": db]
      weights["W"] -= learningRate * dW
      weights["b"] -= 0.01 * db
      report(self, weights)
    }
  }
}
