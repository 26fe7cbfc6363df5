import GradusKit

/// One layer of sigmoids.
private struct Layer1 {
  let W: Tensor, b: Tensor, input: Tensor, output: Tensor

  init(_ W: Tensor, _ b: Tensor, on input: Tensor) {
    self.W = W
    self.b = b
    self.input = input
    output = sigmoid(input.matmul(W.transposed()) + b)
  }

  /// From the derivative by the output: those by W, b and the input.
  func back(_ d: Tensor) -> (W: Tensor, b: Tensor, input: Tensor) {
    let dz = d * (output - output * output)
    return (dz.transposed().matmul(input), dz.sum(axis: 0), dz.matmul(W))
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
      let encoder = Layer1(weights["W1"], weights["b1"], on: x)
      let decoder = Layer1(weights["W2"], weights["b2"], on: encoder.output)
      code = encoder.output
      y = decoder.output

      let error = y - x
      loss = dot(error.reshaped(-1), error.reshaped(-1)) / Double(x.count)
      let second = decoder.back(error * 2 / x.count)
      let first = encoder.back(second.input)
      gradients = ["W1": first.W, "b1": first.b, "W2": second.W, "b2": second.b]
      for (name, g) in gradients { weights[name] -= g * learningRate }
      report(self, weights)
    }
  }
}
