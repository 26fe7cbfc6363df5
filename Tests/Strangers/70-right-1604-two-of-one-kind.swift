import GradusKit

/// σ(x·Wᵀ + b), there and back.
private struct SigmoidLayer {
  let W: Tensor
  let b: Tensor
  var input = Tensor(0)
  var output = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)

  init(_ weights: Parameters, _ number: Int) {
    W = weights["W\(number)"]
    b = weights["b\(number)"]
  }

  mutating func there(_ x: Tensor) -> Tensor {
    input = x
    output = sigmoid(matmul(x, W.transposed()) + b)
    return output
  }

  mutating func back(_ dOutput: Tensor) -> Tensor {
    let dz = dOutput * (output - output * output)
    dW = matmul(dz.transposed(), input)
    db = dz.sum(axis: 0)
    return matmul(dz, W)
  }
}

struct Autoencoder: Trainer {
  @Setting var learningRate = 0.01
  var code = Tensor(0)
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"]
    for _ in 1...data.steps {
      var encoder = SigmoidLayer(weights, 1)
      var decoder = SigmoidLayer(weights, 2)
      code = encoder.there(x)
      y = decoder.there(code)
      let off = y - x
      loss = (off * off).mean()
      _ = encoder.back(decoder.back(2 * off / off.count))
      gradients = ["W1": encoder.dW, "b1": encoder.db, "W2": decoder.dW, "b2": decoder.db]
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
