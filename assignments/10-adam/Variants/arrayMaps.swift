import GradusKit

// State in plain arrays, new ones made by map and zip.
struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var m: [String: [Double]] = [:]
  var v: [String: [Double]] = [:]
  var mHat: [String: [Double]] = [:]
  var vHat: [String: [Double]] = [:]
  var beta1Power = 1.0
  var beta2Power = 1.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    // β₁ᵗ and β₂ᵗ, one factor more at each step
    beta1Power *= beta1
    beta2Power *= beta2

    for name in weights.names {
      let g = gradients[name].values
      let zeros = g.map { _ in 0.0 }
      let newM = zip(m[name] ?? zeros, g).map { old, g in beta1 * old + (1 - beta1) * g }
      let newV = zip(v[name] ?? zeros, g).map { old, g in beta2 * old + (1 - beta2) * (g * g) }
      let correctedM = newM.map { $0 / (1 - beta1Power) }
      let correctedV = newV.map { $0 / (1 - beta2Power) }
      let moves = zip(correctedM, correctedV).map { learningRate * $0 / ($1.squareRoot() + epsilon) }
      for (i, move) in moves.enumerated() { weights[name][i] -= move }

      m[name] = newM
      v[name] = newV
      mHat[name] = correctedM
      vHat[name] = correctedV
    }
  }
}
