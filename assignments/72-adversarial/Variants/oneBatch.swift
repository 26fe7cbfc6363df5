import GradusKit

// Real examples and fakes in one batch, with labels 1 and 0, and binary cross entropy: the loss is twice its mean.
struct Adversarial: Trainer {
  @Setting var learningRate = 0.01
  var discriminatorLoss: Double?
  var generatorLoss: Double?
  var gradients: Parameters = [:]

  private func dense(_ x: Tensor, _ W: Tensor, _ b: Tensor) -> Tensor { matmul(x, W.transposed()) + b }

  private func crossEntropy(_ z: Tensor, _ label: Tensor) -> Double {
    (max(z, 0) - z * label + log1p(exp(-abs(z)))).mean()
  }

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    for step in 0..<data.steps {
      let real = data["real", step: step + 1]
      let (n, width) = (real.shape[0], real.shape[1])
      let w = weights
      gradients = .zeros(like: w)

      let fake = dense(tanh(dense(data["noise", step: step + 1], w["G1"], w["g1"])), w["G2"], w["g2"])
      let both = Tensor(shape: [2 * n, width], values: real.values + fake.values)
      let verdicts = w["d2"].count
      let label = Tensor(shape: [2 * n, verdicts], values: (0..<2 * n * verdicts).map { $0 < n * verdicts ? 1 : 0 })
      let h = tanh(dense(both, w["D1"], w["d1"]))
      let verdict = dense(h, w["D2"], w["d2"])
      discriminatorLoss = 2 * crossEntropy(verdict, label)
      let dverdict = (sigmoid(verdict) - label) / (n * verdicts)
      let dz = matmul(dverdict, w["D2"]) * (1 - h * h)
      gradients["D2"] = matmul(dverdict.transposed(), h)
      gradients["d2"] = dverdict.sum(axis: 0)
      gradients["D1"] = matmul(dz.transposed(), both)
      gradients["d1"] = dz.sum(axis: 0)
      // The generator's gradients are still zero.
      weights = w - learningRate * gradients

      let (D1, D2) = (weights["D1"], weights["D2"])
      let noise = data["generatorNoise", step: step + 1]
      let inner = tanh(dense(noise, w["G1"], w["g1"]))
      let forgery = dense(inner, w["G2"], w["g2"])
      let seen = tanh(dense(forgery, D1, weights["d1"]))
      let last = dense(seen, D2, weights["d2"])
      generatorLoss = crossEntropy(last, Tensor(repeating: 1, shape: [n, verdicts]))
      let dlast = (sigmoid(last) - 1) / (n * verdicts)
      let dforgery = matmul(matmul(dlast, D2) * (1 - seen * seen), D1)
      let dinner = matmul(dforgery, w["G2"]) * (1 - inner * inner)
      gradients["G2"] = matmul(dforgery.transposed(), inner)
      gradients["g2"] = dforgery.sum(axis: 0)
      gradients["G1"] = matmul(dinner.transposed(), noise)
      gradients["g1"] = dinner.sum(axis: 0)
      for name in ["G1", "g1", "G2", "g2"] { weights[name] = w[name] - learningRate * gradients[name] }
      report(self, weights)
    }
  }
}
