import GradusKit

struct Adversarial: Trainer {
  @Setting var learningRate = 0.01

  var discriminatorLoss = 0.0
  var generatorLoss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    for step in 1...data.steps {
      let real = data["real", step: step]
      let count = real.shape[0] * weights["d2"].count

      let before = weights

      // The discriminator's turn: real examples should be told from fakes.
      let fake = generate(from: data["noise", step: step], weights).output
      let (ofReal, ofFake) = (judge(real, weights), judge(fake, weights))
      discriminatorLoss = (softplus(-ofReal.verdict) + softplus(ofFake.verdict)).mean()
      let backOfReal = back(ofReal, (sigmoid(ofReal.verdict) - 1) / count, real, weights)
      let backOfFake = back(ofFake, sigmoid(ofFake.verdict) / count, fake, weights)
      for name in ["D1", "d1", "D2", "d2"] {
        gradients[name] = backOfReal.gradients[name]! + backOfFake.gradients[name]!
        weights[name] -= learningRate * gradients[name]
      }

      // The generator's turn, with new noise and against the discriminator as it is now.
      let noise = data["generatorNoise", step: step]
      let forgery = generate(from: noise, weights)
      let judged = judge(forgery.output, before)
      generatorLoss = softplus(-judged.verdict).mean()
      let dOutput = back(judged, (sigmoid(judged.verdict) - 1) / count, forgery.output, before).dx
      let dz = matmul(dOutput, weights["G2"]) * (1 - forgery.h * forgery.h)
      gradients["G1"] = matmul(dz.transposed(), noise)
      gradients["g1"] = dz.sum(axis: 0)
      gradients["G2"] = matmul(dOutput.transposed(), forgery.h)
      gradients["g2"] = dOutput.sum(axis: 0)
      for name in ["G1", "g1", "G2", "g2"] { weights[name] -= learningRate * gradients[name] }

      report(self, weights)
    }
  }

  /// Makes examples of noise.
  private func generate(from noise: Tensor, _ w: Parameters) -> (h: Tensor, output: Tensor) {
    let h = tanh(matmul(noise, w["G1"].transposed()) + w["g1"])
    return (h, matmul(h, w["G2"].transposed()) + w["g2"])
  }

  /// Judges examples: above zero for real, below for fake.
  private func judge(_ x: Tensor, _ w: Parameters) -> (h: Tensor, verdict: Tensor) {
    let h = tanh(matmul(x, w["D1"].transposed()) + w["d1"])
    return (h, matmul(h, w["D2"].transposed()) + w["d2"])
  }

  /// Goes back through the discriminator, from the verdicts to its weights and to the examples.
  private func back(
    _ judged: (h: Tensor, verdict: Tensor), _ dVerdict: Tensor, _ x: Tensor, _ w: Parameters
  ) -> (gradients: [String: Tensor], dx: Tensor) {
    let dz = matmul(dVerdict, w["D2"]) * (1 - judged.h * judged.h)
    let gradients = [
      "D1": matmul(dz.transposed(), x), "d1": dz.sum(axis: 0),
      "D2": matmul(dVerdict.transposed(), judged.h), "d2": dVerdict.sum(axis: 0),
    ]
    return (gradients, matmul(dz, w["D1"]))
  }

  /// ln(1 + eᶻ), so that eᶻ cannot overflow.
  private func softplus(_ z: Tensor) -> Tensor { max(z, 0) + log1p(exp(-abs(z))) }
}
