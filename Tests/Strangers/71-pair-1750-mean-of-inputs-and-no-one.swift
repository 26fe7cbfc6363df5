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
    let x = data["x"]
    let N = x.shape[0]
    for step in 1...data.steps {
      let e = data["noise", step: step]
      let w = weights
      let h = tanh(x.matmul(w["W1"].transposed()) + w["b1"])
      mean = h.matmul(w["Wm"].transposed()) + w["bm"]
      logVariance = h.matmul(w["Ws"].transposed()) + w["bs"]
      let s = exp(logVariance / 2)
      code = mean + s * e
      let z = code.matmul(w["W2"].transposed()) + w["b2"]

      let crossEntropy = max(z, 0) - x * z + log1p(exp(-abs(z)))
      reconstruction = crossEntropy.mean(axis: 1).sum()
      divergence = (mean * mean + s * s - logVariance).sum() / 2
      loss = (reconstruction + divergence) / Double(N)

      let dz = (sigmoid(z) - x) / N
      let dcode = dz.matmul(w["W2"])
      let dmean = dcode + mean / N
      let dlog = dcode * e * s / 2 + (s * s - 1) / (2 * N)
      let dh = (dmean.matmul(w["Wm"]) + dlog.matmul(w["Ws"])) * (1 - h * h)
      gradients = [
        "W1": dh.transposed().matmul(x), "b1": dh.sum(axis: 0),
        "Wm": dmean.transposed().matmul(h), "bm": dmean.sum(axis: 0),
        "Ws": dlog.transposed().matmul(h), "bs": dlog.sum(axis: 0),
        "W2": dz.transposed().matmul(code), "b2": dz.sum(axis: 0),
      ]
      weights = w - learningRate * gradients
      report(self, weights)
    }
  }
}
