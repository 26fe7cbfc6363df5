import GradusKit

/// Nadam: Adam with Nesterov's look-ahead.
struct Nadam: Optimizer {
  // The grader sets these before the first step; write the usual values as defaults.
  /// η, the learning rate.
  @Setting var learningRate = 0.002
  /// β₁, the share of the first moment that is kept.
  @Setting var beta1 = 0.9
  /// β₂, the share of the second moment that is kept.
  @Setting var beta2 = 0.999
  /// ε, added to the root.
  @Setting var epsilon = 1e-8

  // What you compute is read from these properties after each step, by name.
  /// The first moment; zero before the first step.
  var m: Parameters = 0
  /// The second moment; zero before the first step.
  var v: Parameters = 0
  /// m̂, the first moment corrected for its start.
  var mHat: Parameters = 0
  /// v̂, the second moment corrected for its start.
  var vHat: Parameters = 0
  private var t = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    let c1 = 1 - pow(beta1, t), c2 = 1 - pow(beta2, t)
    m += (1 - beta1) * (gradients - m)
    v += (1 - beta2) * (gradients * gradients - v)
    mHat = m / c1
    vHat = v / c2
    let ahead = (beta1 * m + (1 - beta1) * gradients) / c1
    weights -= learningRate * ahead / (sqrt(v / c2) + epsilon)
  }
}
