import GradusKit

/// Both averages as weighted sums over all gradients so far, added up anew at each step.
struct Nadam: Optimizer {
  @Setting var learningRate = 0.002
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8
  private var past: [Parameters] = []
  var m: Parameters = 0, v: Parameters = 0, mHat: Parameters = 0, vHat: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    past.append(gradients)
    m = 0 * gradients
    v = 0 * gradients
    for (age, g) in past.reversed().enumerated() {
      m += (1 - beta1) * pow(beta1, age) * g
      v += (1 - beta2) * pow(beta2, age) * g * g
    }
    mHat = m / (1 - pow(beta1, past.count))
    vHat = v / (1 - pow(beta2, past.count))
    let own = (1 - beta1) / (1 - pow(beta1, past.count)) * gradients
    weights -= learningRate * (beta1 * mHat + own) / (sqrt(vHat) + epsilon)
  }
}
