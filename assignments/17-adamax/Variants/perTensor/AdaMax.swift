import GradusKit

struct AdaMax: Optimizer {
  @Setting var learningRate = 0.002
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8
  private var moments: [String: Moments] = [:]

  var m: [String: Tensor] { moments.mapValues(\.mean) }
  var infinityNorm: [String: Tensor] { moments.mapValues(\.largest) }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for (name, gradient) in gradients {
      var own = moments[name] ?? Moments(like: gradient)
      own.see(gradient, beta1, beta2)
      weights[name] -= learningRate * own.correctedMean(beta1) / (own.largest + epsilon)
      moments[name] = own
    }
  }
}
