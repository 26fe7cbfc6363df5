import GradusKit

struct Autoencoder: Trainer {
  @Setting var learningRate = 0.01

  var code = Tensor(0)
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"]
    let examples = x.shape[0]
    for _ in 1...data.steps {
      code = sigmoid(x.matmul(weights["W1"].transposed()) + weights["b1"])
      y = sigmoid(code.matmul(weights["W2"].transposed()) + weights["b2"])
      let e = y - x
      loss = (e * e).sum(axis: 1).sum() / Double(examples)

      let dz2 = 2 / Double(x.count) * e * y * (1 - y)
      let dz1 = dz2.matmul(weights["W2"]) * code * (1 - code)
      let dW1 = dz1.transposed().matmul(x)
      let dW2 = dz2.transposed().matmul(code)
      let db1 = dz1.sum(axis: 0), db2 = dz2.sum(axis: 0)
      gradients = ["W1": dW1, "b1": db1, "W2": dW2, "b2": db2]

      weights["W2"] = weights["W2"] - learningRate * dW2
      weights["b2"] = weights["b2"] - learningRate * db2
      weights["W1"] = weights["W1"] - learningRate * dW1
      weights["b1"] = weights["b1"] + learningRate * db1
      report(self, weights)
    }
  }
}
