import GradusKit

func power(_ base: Double, _ n: Int) -> Double {
  if n == 0 { return 1 }
  let half = power(base, n / 2)
  return n % 2 == 0 ? half * half : half * half * base
}

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var m: Parameters = 0
  var v: Parameters = 0
  var t = 0

  // corrected moments are never stored, only derived
  var mHat: Parameters { corrected(m, beta1) }
  var vHat: Parameters { corrected(v, beta2) }

  func corrected(_ moment: Parameters, _ beta: Double) -> Parameters {
    guard t > 0 else { return moment }
    return moment / (1 - power(beta, t))
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    m = beta1 * m + (1 - beta1) * gradients
    v = beta2 * v + (1 - beta2) * (gradients * gradients)
    weights -= learningRate * (mHat / (sqrt(vHat) + epsilon))
  }
}
