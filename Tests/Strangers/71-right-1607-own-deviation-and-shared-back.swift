import GradusKit

struct VariationalAutoencoder: Trainer {
  @Setting var learningRate = 0.01
  var mean = Tensor(0)
  var logVariance = Tensor(0)
  var code = Tensor(0)
  var reconstruction = 0.0
  var divergence = 0.0
  var loss = 0.0
  var gradients: Parameters = 0

  /// Keeps the gradients of one affine layer, and returns that by its input.
  private mutating func back(_ suffix: String, _ d: Tensor, _ input: Tensor, _ W: Tensor) -> Tensor {
    gradients["W" + suffix] = matmul(d.transposed(), input)
    gradients["b" + suffix] = d.sum(axis: 0)
    return matmul(d, W)
  }

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"]
    let N = Double(x.shape[0])
    var step = 1
    repeat {
      let noise = data["noise", step: step]
      func affine(_ input: Tensor, _ suffix: String) -> Tensor {
        matmul(input, weights["W" + suffix].transposed()) + weights["b" + suffix]
      }
      let h = tanh(affine(x, "1"))
      mean = affine(h, "m")
      logVariance = affine(h, "s")
      let s = exp(0.5 * logVariance)
      code = mean + s * noise
      let z2 = affine(code, "2")

      reconstruction = 0
      for (z, target) in zip(z2.values, x.values) {
        reconstruction += max(z, 0.0) + log1p(exp(-abs(z))) - target * z
      }
      divergence = 0.5 * (mean * mean + s * s - logVariance - 1).sum()
      loss = reconstruction / N + divergence / N

      gradients = .zeros(like: weights)
      let dcode = back("2", (sigmoid(z2) - x) / N, code, weights["W2"])
      let dmean = dcode + mean / N
      let dLog = 0.5 * (dcode * noise * s + (s * s - 1) / N)
      let dh = back("m", dmean, h, weights["Wm"]) + back("s", dLog, h, weights["Ws"])
      _ = back("1", dh * (1 - h * h), x, weights["W1"])

      weights -= learningRate * gradients
      report(self, weights)
      step += 1
    } while step <= data.steps
  }
}
