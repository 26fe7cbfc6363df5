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
    let count = Double(x.shape[0])
    gradients = .zeros(like: weights)
    for step in 1...data.steps {
      let noise = data["noise", step: step]
      let h = tanh(matmul(x, weights["W1"].transposed()) + weights["b1"])
      mean = matmul(h, weights["Wm"].transposed()) + weights["bm"]
      logVariance = matmul(h, weights["Ws"].transposed()) + weights["bs"]
      let deviation = exp(logVariance / 2)
      code = mean + deviation * noise
      let z2 = matmul(code, weights["W2"].transposed()) + weights["b2"]

      reconstruction = (max(z2, 0) + log1p(exp(-abs(z2))) - x * z2).sum()
      divergence = (pow(mean, 2) + exp(logVariance) - logVariance - 1).sum() / 2
      loss = (reconstruction + divergence) / count

      let dz2 = (sigmoid(z2) - x) / count
      gradients["W2"] = matmul(dz2.transposed(), code)
      gradients["b2"] = dz2.sum(axis: 0)
      let dcode = matmul(dz2, weights["W2"])
      let dmean = dcode + mean / count
      gradients["Wm"] = matmul(dmean.transposed(), h)
      gradients["bm"] = dmean.sum(axis: 0)
      let dLogVariance = dcode * noise * deviation / 2 + (exp(logVariance) - 1) / (2 * count)
      gradients["Ws"] = matmul(dLogVariance.transposed(), h)
      gradients["bs"] = dLogVariance.sum(axis: 0)
      let dz1 = (matmul(dmean, weights["Wm"]) + matmul(dLogVariance, weights["Ws"])) * (1 - h * h)
      gradients["W1"] = matmul(dz1.transposed(), x)
      gradients["b1"] = dz1.sum(axis: 0)

      // update
      for layer in [1, 2] {
        weights["W\(layer)"] -= learningRate * gradients["W\(layer)"]
        weights["b\(layer)"] -= learningRate * gradients["b\(layer)"]
      }
      report(self, weights)
    }
  }
}
