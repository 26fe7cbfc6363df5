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
    let count = x.shape[0]
    for step in 1...data.steps {
      let (W1, Wm, Ws, W2) = (weights["W1"], weights["Wm"], weights["Ws"], weights["W2"])

      // The encoder: a mean and a spread for every number of the code.
      let h = tanh(matmul(x, W1.transposed()) + weights["b1"])
      mean = matmul(h, Wm.transposed()) + weights["bm"]
      logVariance = matmul(h, Ws.transposed()) + weights["bs"]

      // The code is drawn from there.
      let noise = data["noise", step: step]
      let deviation = exp(logVariance / 2)
      code = mean + deviation * noise

      // The decoder, and the two parts of the loss. ln(1 + eᶻ) is taken so that eᶻ cannot overflow.
      let z2 = matmul(code, W2.transposed()) + weights["b2"]
      reconstruction = (max(z2, 0) + log1p(exp(-abs(z2))) - x * z2).sum()
      divergence = (mean * mean + exp(logVariance) - logVariance - 1).sum() / 2
      loss = (reconstruction + divergence) / Double(count)

      // Back, through the draw to its mean and its spread.
      let dz2 = (sigmoid(z2) - x) / count
      let dcode = matmul(dz2, W2)
      let dmean = dcode
      let dlogVariance = dcode * noise * deviation / 2 + (exp(logVariance) - 1) / (2 * count)
      let dh = matmul(dmean, Wm) + matmul(dlogVariance, Ws)
      let dz1 = dh * (1 - h * h)
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
