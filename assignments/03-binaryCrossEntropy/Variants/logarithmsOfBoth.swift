import GradusKit

// As it is taught, −(t·ln y + (1 − t)·ln(1 − y)); both logarithms come from the logit, never from y.
final class BinaryCrossEntropy: Loss {
  init() {}

  private func logSigmoid(_ z: Double) -> Double { min(z, 0) - log(1 + exp(-abs(z))) }

  func value(_ z: Tensor, target: Tensor) -> Double {
    let positive = z.map(logSigmoid), negative = (-z).map(logSigmoid)
    return -(target * positive + (1 - target) * negative).mean()
  }

  func gradient(_ z: Tensor, target: Tensor) -> Tensor {
    var dz = z
    for i in z.indices {
      let y = 0.5 * (1 + tanh(z[i] / 2))
      dz[i] = (y - target[i]) / Double(z.count)
    }
    return dz
  }
}
