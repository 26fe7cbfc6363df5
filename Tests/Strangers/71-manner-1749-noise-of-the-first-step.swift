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
    let noise = data["noise", step: 1]
    let n = Double(x.shape[0])

    for _ in 1...data.steps {
      let h = tanh(matmul(x, weights["W1"].transposed()) + weights["b1"])
      mean = matmul(h, weights["Wm"].transposed()) + weights["bm"]
      logVariance = matmul(h, weights["Ws"].transposed()) + weights["bs"]
      let std = exp(logVariance / 2)
      code = mean + std * noise
      let z2 = matmul(code, weights["W2"].transposed()) + weights["b2"]

      reconstruction = (max(z2, 0) + log1p(exp(-abs(z2))) - x * z2).sum()
      divergence = (pow(mean, 2) + exp(logVariance) - logVariance - 1).sum() / 2
      loss = (reconstruction + divergence) / n

      let dz2 = (sigmoid(z2) - x) / n
      let dcode = matmul(dz2, weights["W2"])
      let dmean = dcode + mean / n
      let dlogVariance = dcode * noise * std / 2 + (exp(logVariance) - 1) / (2 * n)
      let dz1 = (matmul(dmean, weights["Wm"]) + matmul(dlogVariance, weights["Ws"])) * (1 - h * h)
      gradients = [
        "W1": matmul(dz1.transposed(), x), "b1": dz1.sum(axis: 0),
        "Wm": matmul(dmean.transposed(), h), "bm": dmean.sum(axis: 0),
        "Ws": matmul(dlogVariance.transposed(), h), "bs": dlogVariance.sum(axis: 0),
        "W2": matmul(dz2.transposed(), code), "b2": dz2.sum(axis: 0),
      ]
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
