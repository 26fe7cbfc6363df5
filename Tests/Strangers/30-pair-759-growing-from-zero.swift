import GradusKit

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  func rate(at step: Int) -> Double {
    var product = learningRate
    let k = exp(decay)
    var i = 1
    while i < step { product *= k; i += 1 }
    return product
  }
}
