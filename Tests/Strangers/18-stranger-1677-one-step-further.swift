import GradusKit

// follows optax.nadam
struct Nadam: Optimizer {
  @Setting var learningRate = 0.002
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var m: Parameters = 0
  var v: Parameters = 0
  var mHat: Parameters = 0
  var vHat: Parameters = 0
  var count = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    count += 1
    m = beta1 * m + (1 - beta1) * gradients
    v = beta2 * v + (1 - beta2) * pow(gradients, 2)
    mHat = m / (1 - pow(beta1, count))
    vHat = v / (1 - pow(beta2, count))
    let next = m / (1 - pow(beta1, count + 1))
    let now = gradients / (1 - pow(beta1, count))
    let nesterov = beta1 * next + (1 - beta1) * now
    weights -= learningRate * nesterov / (sqrt(vHat) + epsilon)
  }
}
