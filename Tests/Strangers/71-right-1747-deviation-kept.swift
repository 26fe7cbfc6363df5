import GradusKit

struct VariationalAutoencoder: Trainer {
  @Setting var learningRate = 0.01

  var mean = Tensor(0)
  var logVariance = Tensor(0)
  var code = Tensor(0)
  var reconstruction = 0.0
  var divergence = 0.0
  var loss: Double { (reconstruction + divergence) / examples }
  var gradients: Parameters = 0

  private var examples = 1.0

  private func affine(_ a: Tensor, _ w: Parameters, _ suffix: String) -> Tensor {
    a.matmul(w["W" + suffix].transposed()) + w["b" + suffix]
  }

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"]
    examples = Double(x.shape[0])

    for step in 1...data.steps {
      let noise = data["noise", step: step]
      let h = tanh(affine(x, weights, "1"))
      mean = affine(h, weights, "m")
      logVariance = affine(h, weights, "s")
      let deviation = exp(0.5 * logVariance)
      let variance = deviation * deviation
      let random = deviation * noise
      code = mean + random
      let z = affine(code, weights, "2")

      // softplus(z) - x z, without large powers
      var sum = 0.0
      for (logit, wanted) in zip(z, x) {
        sum += max(logit, 0) + log1p(exp(-abs(logit))) - wanted * logit
      }
      reconstruction = sum
      divergence = (mean * mean + variance - 1 - logVariance).sum() / 2

      // everything times N, divided at the end
      let d2 = sigmoid(z) - x
      let dCode = d2.matmul(weights["W2"])
      let dMean = dCode + mean
      let dLog = 0.5 * (dCode * random + variance - 1)
      let dh = dMean.matmul(weights["Wm"]) + dLog.matmul(weights["Ws"])
      let d1 = dh * (1 - h * h)

      var sums = Parameters.zeros(like: weights)
      for (suffix, d, input) in [("1", d1, x), ("m", dMean, h), ("s", dLog, h), ("2", d2, code)] {
        sums["W" + suffix] = d.transposed().matmul(input) / examples
        sums["b" + suffix] = d.sum(axis: 0) / examples
      }
      gradients = sums
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
