import GradusKit

struct Autoencoder: Trainer {
  @Setting var learningRate = 0.01
  var code = Tensor(0)
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  private func encode(_ x: Tensor, _ w: Parameters) -> Tensor {
    sigmoid(matmul(x, w["W1"].transposed())) + w["b1"]
  }

  private func decode(_ c: Tensor, _ w: Parameters) -> Tensor {
    sigmoid(matmul(c, w["W2"].transposed()) + w["b2"])
  }

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"]
    for _ in 1...data.steps {
      code = encode(x, weights)
      y = decode(code, weights)
      loss = ((y - x) * (y - x)).mean()
      let dOut = (y - x) * y * (1 - y) * (2 / Double(x.count))
      let dCode = matmul(dOut, weights["W2"])
      let dIn = dCode * code * (1 - code)
      gradients = .zeros(like: weights)
      gradients["b2"] = dOut.sum(axis: 0)
      gradients["W2"] = matmul(dOut.transposed(), code)
      gradients["b1"] = dIn.sum(axis: 0)
      gradients["W1"] = matmul(dIn.transposed(), x)
      for (name, g) in gradients { weights[name] -= learningRate * g }
      report(self, weights)
    }
  }
}
