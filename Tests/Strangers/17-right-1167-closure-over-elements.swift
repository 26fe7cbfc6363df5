import GradusKit

struct AdaMax: Optimizer {
  @Setting var learningRate = 0.002
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8
  var m: Parameters = 0
  var infinityNorm: Parameters = 0
  private var product = 1.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    if product == 1 {
      m = .zeros(like: weights)
      infinityNorm = m
    }
    product *= beta1
    let stride = learningRate / (1 - product)
    m = gradients + beta1 * (m - gradients)
    infinityNorm = zip(infinityNorm * beta2, abs(gradients)) { old, new in
      old < new ? new : old
    }
    let moves = zip(m, infinityNorm) { first, norm in stride * first / (norm + epsilon) }
    for name in moves.names { weights[name] -= moves[name] }
  }
}
