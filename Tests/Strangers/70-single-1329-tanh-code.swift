import GradusKit

struct Autoencoder: Trainer {
  @Setting var learningRate = 0.01

  var code = Tensor(0)
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"]
    let N = Double(x.count)
    for _ in 1...data.steps {
      code = encode(x, weights)
      y = decode(code, weights)
      let error = y - x
      loss = (error * error).sum() / N

      let dz2 = error * (2 / N) * y * (1 - y)
      let dcode = dz2.matmul(weights["W2"])
      let dz1 = dcode * code * (1 - code)
      var d = Parameters.zeros(like: weights)
      d["W2"] = dz2.transposed().matmul(code)
      d["b2"] = dz2.sum(axis: 0)
      d["W1"] = dz1.transposed().matmul(x)
      d["b1"] = dz1.sum(axis: 0)
      gradients = d
      weights -= learningRate * d
      report(self, weights)
    }
  }
}

extension Autoencoder {
  private func encode(_ x: Tensor, _ w: Parameters) -> Tensor {
    tanh(x.matmul(w["W1"].transposed()) + w["b1"])
  }

  private func decode(_ code: Tensor, _ w: Parameters) -> Tensor {
    sigmoid(code.matmul(w["W2"].transposed()) + w["b2"])
  }
}
