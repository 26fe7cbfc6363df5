import GradusKit

// Examples as columns, z = Wx + b, everything written out one turn after the other.
struct Adversarial: Trainer {
  @Setting var learningRate = 0.01
  var discriminatorLoss = 0.0
  var generatorLoss = 0.0
  var gradients: [String: Tensor] = [:]

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    func layer(_ x: Tensor, _ W: String, _ b: String) -> Tensor { matmul(weights[W], x) + weights[b].reshaped(-1, 1) }
    func probability(_ z: Tensor) -> Tensor { 0.5 * (1 + tanh(0.5 * z)) }
    for step in 1...data.steps {
      let real = data["real", step: step].transposed()
      let n = Double(real.shape[1] * weights["d2"].count)

      // −ln D(x) − ln(1 − D(G(noise)))
      let fake = layer(tanh(layer(data["noise", step: step].transposed(), "G1", "g1")), "G2", "g2")
      let (r, f) = (tanh(layer(real, "D1", "d1")), tanh(layer(fake, "D1", "d1")))
      let (zr, zf) = (layer(r, "D2", "d2"), layer(f, "D2", "d2"))
      discriminatorLoss = (log(1 + exp(-zr)).sum() + log(1 + exp(zf)).sum()) / n
      let dzr = (probability(zr) - 1) / n
      let dzf = probability(zf) / n
      let into = weights["D2"].transposed()
      let dr = matmul(into, dzr) * (1 - r * r)
      let df = matmul(into, dzf) * (1 - f * f)
      gradients["D2"] = matmul(dzr, r.transposed()) + matmul(dzf, f.transposed())
      gradients["d2"] = dzr.sum(axis: 1) + dzf.sum(axis: 1)
      gradients["D1"] = matmul(dr, real.transposed()) + matmul(df, fake.transposed())
      gradients["d1"] = (dr.sum(axis: 1)) + (df.sum(axis: 1))
      for (name, slope) in gradients where name.lowercased().hasPrefix("d") { weights[name] -= learningRate * slope }

      // −ln D(G(noise))
      let noise = data["generatorNoise", step: step].transposed()
      let g = tanh(layer(noise, "G1", "g1"))
      let forgery = layer(g, "G2", "g2")
      let h = tanh(layer(forgery, "D1", "d1"))
      let z = layer(h, "D2", "d2")
      generatorLoss = log(1 + exp(-z)).sum() / n
      let dz = (probability(z) - 1) / n
      let dforgery = matmul(
        weights["D1"].transposed(), matmul(weights["D2"].transposed(), dz) * (1 - h * h))
      let dg = matmul(weights["G2"].transposed(), dforgery) * (1 - g * g)
      gradients["G2"] = matmul(dforgery, g.transposed())
      gradients["g2"] = dforgery.sum(axis: 1)
      gradients["G1"] = matmul(dg, noise.transposed())
      gradients["g1"] = dg.sum(axis: 1)
      for name in ["G1", "g1", "G2", "g2"] { weights[name] -= learningRate * gradients[name]! }
      report(self, weights)
    }
  }
}
