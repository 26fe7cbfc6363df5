import GradusKit

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var m: Parameters = 0
  var v: Parameters = 0
  var mHat: Parameters = 0
  var vHat: Parameters = 0

  var count = 0
  var momentumFactor: Double { 1 - pow(beta1, count) }
  var squareFactor: Double { 1 - pow(beta2, count) }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    count += 1

    // Step 1: moments
    m = m * beta1 + gradients * (1 - beta1)
    v = v * beta2 + gradients * gradients * (1 - beta2)

    // Step 2: bias correction
    mHat = m / momentumFactor
    vHat = v / squareFactor

    // Step 3: update
    let direction = beta1 * mHat + (1 - beta1) * gradients / momentumFactor
    weights = weights - learningRate * direction / (sqrt(vHat) + epsilon)
  }
}
