import GradusKit

/// RMSProp: gradients divided by the root of a decaying average of their squares.
struct RMSProp: Optimizer {
  // The grader sets these, η before each step; write the usual values as defaults.
  /// η, the learning rate.
  @Setting var learningRate = 0.001
  /// ρ, the share of the average that is kept.
  @Setting var decay = 0.9
  /// ε, which keeps the division from 0/0.
  @Setting var epsilon = 1e-8

  // What you compute is read from this property after each step, by name.
  /// E, the decaying average of each weight's squared gradients; zero before the first step.
  var squareAverage: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let keep = decay
    let new = 1 - decay
    for name in gradients.names {
      var average = squareAverage[name]
      let g = gradients[name]
      for i in 0..<g.count {
        average[i] = average[i] * keep + g[i] * (new * g[i])
        let root = sqrt(average[i] + epsilon)
        weights[name][i] = weights[name][i] - g[i] / root * learningRate
      }
      squareAverage[name] = average
    }
  }
}
