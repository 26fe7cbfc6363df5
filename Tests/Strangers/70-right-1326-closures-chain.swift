import GradusKit

/// A sigmoid layer, gone through once: what came out, and the way back.
private struct Stage {
  let out: Tensor
  let back: (Tensor) -> (dW: Tensor, db: Tensor, dx: Tensor)

  init(_ x: Tensor, _ W: Tensor, _ b: Tensor) {
    let y = sigmoid(x.matmul(W.transposed()) + b)
    out = y
    back = { dy in
      let dz = dy * (y - y * y)
      return (dz.transposed().matmul(x), dz.sum(axis: 0), dz.matmul(W))
    }
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
      let encoder = Stage(x, weights["W1"], weights["b1"])
      let decoder = Stage(encoder.out, weights["W2"], weights["b2"])
      let error = decoder.out - x
      let upper = decoder.back(2 * error / error.count)
      let lower = encoder.back(upper.dx)

      (code, y) = (encoder.out, decoder.out)
      loss = pow(error.norm(), 2) / Double(error.count)
      gradients = ["W1": lower.dW, "b1": lower.db, "W2": upper.dW, "b2": upper.db]
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
