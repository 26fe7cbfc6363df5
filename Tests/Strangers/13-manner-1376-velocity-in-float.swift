import GradusKit

/// Gradient descent with momentum.
struct Momentum: Optimizer {
  // The grader sets these, η before each step; write the usual values as defaults.
  /// η, the learning rate.
  @Setting var learningRate = 0.01
  /// γ, the share of the last step that is kept.
  @Setting var momentum = 0.9

  // What you compute is read from this property after each step, by name.
  /// v, the step that was taken last; zero before the first.
  var velocity: Parameters = 0
  var store: [String: [Float]] = [:]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let gamma = Float(momentum)
    let eta = Float(learningRate)
    for name in weights.names {
      var v = store[name] ?? [Float](repeating: 0, count: weights[name].count)
      for i in 0..<v.count {
        v[i] = gamma * v[i] + eta * Float(gradients[name][i])
        velocity[name][i] = Double(v[i])
      }
      store[name] = v
      weights[name] -= velocity[name]
    }
  }
}
