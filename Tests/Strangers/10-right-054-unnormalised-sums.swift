import GradusKit

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  private var sumG: Parameters = 0
  private var sumG2: Parameters = 0
  private var wsum1 = 0.0
  private var wsum2 = 0.0

  var m: Parameters { (1 - beta1) * sumG }
  var v: Parameters { (1 - beta2) * sumG2 }
  // (1 − β)·Σβᵏ = 1 − βᵗ, so the weighted mean is the corrected moment
  var mHat: Parameters { sumG / wsum1 }
  var vHat: Parameters { sumG2 / wsum2 }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    sumG = beta1 * sumG + gradients
    sumG2 = beta2 * sumG2 + gradients * gradients
    wsum1 = beta1 * wsum1 + 1
    wsum2 = beta2 * wsum2 + 1
    weights -= learningRate * mHat / (sqrt(vHat) + epsilon)
  }
}
