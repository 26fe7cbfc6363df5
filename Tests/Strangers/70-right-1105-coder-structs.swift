import GradusKit

protocol Stage {
  var names: (W: String, b: String) { get }
}

extension Stage {
  func run(_ x: Tensor, _ w: Parameters) -> Tensor {
    sigmoid(matmul(x, w[names.W].transposed()) + w[names.b])
  }

  /// From the loss's derivative by the stage's output: by its input, and the stage's gradients.
  func back(_ d: Tensor, out: Tensor, input: Tensor, _ w: Parameters, into g: inout Parameters) -> Tensor {
    let dz = d * out * (1 - out)
    g[names.W] = matmul(dz.transposed(), input)
    g[names.b] = dz.sum(axis: 0)
    return matmul(dz, w[names.W])
  }
}

struct Encoder: Stage { let names = (W: "W1", b: "b1") }
struct Decoder: Stage { let names = (W: "W2", b: "b2") }

struct Autoencoder: Trainer {
  @Setting var learningRate = 0.01
  var code = Tensor(0)
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"], encoder = Encoder(), decoder = Decoder()
    for _ in 1...data.steps {
      code = encoder.run(x, weights)
      y = decoder.run(code, weights)
      let miss = y - x
      loss = dot(miss.reshaped(-1), miss.reshaped(-1)) / Double(x.count)
      var g = Parameters.zeros(like: weights)
      let dcode = decoder.back(2 * miss / x.count, out: y, input: code, weights, into: &g)
      _ = encoder.back(dcode, out: code, input: x, weights, into: &g)
      gradients = g
      weights -= learningRate * g
      report(self, weights)
    }
  }
}
