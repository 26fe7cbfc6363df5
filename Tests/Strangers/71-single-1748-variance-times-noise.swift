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

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    gradients = .zeros(like: weights)
    let x = data["x"]
    let N = Double(x.shape[0])
    for step in 1...data.steps {
      let noise = data["noise", step: step]
      // encoder
      let h = tanh(x.matmul(weights["W1"].transposed()) + weights["b1"])
      mean = h.matmul(weights["Wm"].transposed()) + weights["bm"]
      logVariance = h.matmul(weights["Ws"].transposed()) + weights["bs"]
      let sigma = exp(logVariance)
      code = mean + sigma * noise
      // decoder
      let z2 = code.matmul(weights["W2"].transposed()) + weights["b2"]
      reconstruction = (max(z2, 0) + log1p(exp(-abs(z2))) - x * z2).sum()
      divergence = 0.5 * (mean * mean + sigma - logVariance - 1).sum()
      loss = (reconstruction + divergence) / N

      let dz2 = (sigmoid(z2) - x) / N
      let dcode = dz2.matmul(weights["W2"])
      let dmean = dcode + mean / N
      let dlog = dcode * noise * exp(logVariance / 2) / 2 + (sigma - 1) / (2 * N)
      let dh = dmean.matmul(weights["Wm"]) + dlog.matmul(weights["Ws"])
      let dz1 = dh * (1 - h * h)
      gradients["W2"] = dz2.transposed().matmul(code)
      gradients["b2"] = dz2.sum(axis: 0)
      gradients["Wm"] = dmean.transposed().matmul(h)
      gradients["bm"] = dmean.sum(axis: 0)
      gradients["Ws"] = dlog.transposed().matmul(h)
      gradients["bs"] = dlog.sum(axis: 0)
      gradients["W1"] = dz1.transposed().matmul(x)
      gradients["b1"] = dz1.sum(axis: 0)
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
