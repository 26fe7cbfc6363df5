import GradusKit

// One kind of layer four times; the two heads hand back their shares, which are added up.
private final class Layer {
  let name: String
  private(set) var dW = Tensor(0), db = Tensor(0)
  private var W: Tensor, b: Tensor
  private var input = Tensor(0)

  init(_ name: String, _ weights: Parameters) {
    self.name = name
    (W, b) = (weights["W" + name], weights["b" + name])
  }

  func callAsFunction(_ x: Tensor) -> Tensor {
    input = x
    return x.matmul(W.transposed()) + b
  }

  func back(_ dz: Tensor) -> Tensor {
    dW = dz.transposed().matmul(input)
    db = dz.sum(axis: 0)
    return dz.matmul(W)
  }

  func step(_ rate: Double, _ weights: inout Parameters) {
    W -= rate * dW
    b -= rate * db
    weights["W" + name] = W
    weights["b" + name] = b
  }
}

final class VariationalAutoencoder: Trainer {
  @Setting var learningRate = 0.01
  private(set) var mean = Tensor(0), logVariance = Tensor(0), code = Tensor(0)
  private(set) var reconstruction = 0.0, divergence = 0.0, loss = 0.0
  private(set) var gradients: Parameters = [:]

  init() {}

  func fit(_ data: TrainingData, _ weights: inout Parameters, report: (VariationalAutoencoder, Parameters) -> Void) {
    let x = data["x"]
    let share = 1 / Double(x.shape[0])
    let encoder = Layer("1", weights), means = Layer("m", weights), spreads = Layer("s", weights)
    let decoder = Layer("2", weights)
    for step in 1...data.steps {
      let h = tanh(encoder(x))
      mean = means(h)
      logVariance = spreads(h)
      let noise = data["noise", step: step]
      let deviation = exp(0.5 * logVariance)
      code = mean + noise * deviation
      let z = decoder(code)
      let y = sigmoid(z)
      // −ln y and −ln(1 − y), by the logits.
      let (ofOne, ofZero) = (log1p(exp(-z)), log1p(exp(z)))
      reconstruction = (x * ofOne + (1 - x) * ofZero).sum()
      divergence = ((mean * mean).sum() + (deviation * deviation).sum() - logVariance.sum() - Double(mean.count)) / 2
      loss = share * reconstruction + share * divergence

      let dcode = decoder.back(share * (y - x))
      let ofSpread = spreads.back(0.5 * (dcode * noise * deviation + share * (deviation * deviation - 1)))
      let dh = means.back(dcode + share * mean) + ofSpread
      _ = encoder.back((1 + h) * (1 - h) * dh)
      for layer in [encoder, means, spreads, decoder] {
        gradients["W" + layer.name] = layer.dW
        gradients["b" + layer.name] = layer.db
        layer.step(learningRate, &weights)
      }
      report(self, weights)
    }
  }
}
