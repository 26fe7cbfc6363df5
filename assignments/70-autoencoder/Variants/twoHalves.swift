import GradusKit

// An encoder and a decoder of one kind, each with its own way back.
private final class Half {
  var W: Tensor, b: Tensor
  private(set) var output = Tensor(0)
  private(set) var dW = Tensor(0), db = Tensor(0)
  private var input = Tensor(0)

  init(_ W: Tensor, _ b: Tensor) { (self.W, self.b) = (W, b) }

  func forward(_ x: Tensor) -> Tensor {
    input = x
    output = 1 / (1 + exp(-(x.matmul(W.transposed()) + b)))
    return output
  }

  func backward(_ dy: Tensor) -> Tensor {
    let dz = dy * (output - output * output)
    dW = dz.transposed().matmul(input)
    db = dz.sum(axis: 0)
    return dz.matmul(W)
  }

  func step(_ rate: Double) {
    W -= rate * dW
    b -= rate * db
  }
}

final class Autoencoder: Trainer {
  @Setting var learningRate = 0.01
  private(set) var code = Tensor(0), y = Tensor(0)
  private(set) var loss = 0.0
  private(set) var gradients: [String: Tensor] = [:]

  init() {}

  func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Autoencoder, Parameters) -> Void) {
    let x = data["x"]
    let encoder = Half(weights["W1"], weights["b1"])
    let decoder = Half(weights["W2"], weights["b2"])
    for _ in 1...data.steps {
      code = encoder.forward(x)
      y = decoder.forward(code)
      let error = y - x
      loss = (error * error).sum() / Double(error.count)
      _ = encoder.backward(decoder.backward(error * (2 / Double(error.count))))
      gradients = ["W1": encoder.dW, "b1": encoder.db, "W2": decoder.dW, "b2": decoder.db]
      for half in [encoder, decoder] { half.step(learningRate) }
      weights = ["W1": encoder.W, "b1": encoder.b, "W2": decoder.W, "b2": decoder.b]
      report(self, weights)
    }
  }
}
