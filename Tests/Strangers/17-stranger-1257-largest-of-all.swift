import GradusKit

struct AdaMax: Optimizer {
  @Setting var learningRate = 0.002
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var m: Parameters = 0
  var infinityNorm: Parameters = 0
  private var t = 0.0

  /// The infinity norm of a vector is its largest entry.
  private func largest(_ g: Parameters) -> Double {
    var result = 0.0
    for (_, tensor) in g {
      for value in tensor { result = max(result, abs(value)) }
    }
    return result
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    m = beta1 * m + (1 - beta1) * gradients
    let norm = largest(gradients)
    infinityNorm = gradients.map { _ in norm }
    weights -= learningRate / (1 - pow(beta1, t)) * m / (infinityNorm + epsilon)
  }
}
