import GradusKit

/// AdaMax: Adam with a decaying maximum in the place of the root of the second moment.
struct AdaMax: Optimizer {
  // The grader sets these before the first step; write the usual values as defaults.
  /// η, the learning rate.
  @Setting var learningRate = 0.002
  /// β₁, the share of the first moment that is kept.
  @Setting var beta1 = 0.9
  /// β₂, the factor by which the norm falls from step to step.
  @Setting var beta2 = 0.999
  /// ε, which keeps the division from 0/0.
  @Setting var epsilon = 1e-8

  // What you compute is read from these properties after each step, by name.
  /// The first moment, not corrected; zero before the first step.
  var m: Parameters = 0
  /// u, each weight's largest gradient of the recent past; zero before the first step.
  var infinityNorm: Parameters = 0
  var t = 0
  let p = 20.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    m = beta1 * m + (1 - beta1) * gradients
    let (b, order) = (beta2, p)
    infinityNorm = zip(infinityNorm, gradients) { u, g in
      let a = b * u, size = abs(g)
      let big = max(a, size)
      if big == 0 { return 0 }
      return big * pow(pow(a / big, order) + pow(size / big, order), 1 / order)
    }
    weights -= learningRate / (1 - pow(beta1, t)) * m / (infinityNorm + epsilon)
  }
}
