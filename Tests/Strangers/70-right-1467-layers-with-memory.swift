import GradusKit

/// A dense layer with a sigmoid behind it.
final class SigmoidLayer {
  var input = Tensor(0)
  var output = Tensor(0)

  func run(_ x: Tensor, _ W: Tensor, _ b: Tensor) -> Tensor {
    input = x
    output = sigmoid(matmul(x, W.transposed()) + b)
    return output
  }

  func slopes(_ dOut: Tensor) -> (dz: Tensor, dW: Tensor, db: Tensor) {
    let dz = dOut * (output - output * output)
    return (dz, matmul(dz.transposed(), input), dz.sum(axis: 0))
  }
}

struct Autoencoder: Trainer {
  @Setting var learningRate = 0.01
  var code = Tensor(0)
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let encoder = SigmoidLayer(), decoder = SigmoidLayer()
    let x = data["x"]
    for _ in 0..<data.steps {
      code = encoder.run(x, weights["W1"], weights["b1"])
      y = decoder.run(code, weights["W2"], weights["b2"])
      let difference = y - x
      loss = dot(difference.reshaped(-1), difference.reshaped(-1)) / Double(x.count)
      let two = decoder.slopes(difference * (2 / Double(x.count)))
      let one = encoder.slopes(matmul(two.dz, weights["W2"]))
      gradients = ["W1": one.dW, "b1": one.db, "W2": two.dW, "b2": two.db]
      let eta = learningRate
      weights = zip(weights, gradients) { $0 - eta * $1 }
      report(self, weights)
    }
  }
}
