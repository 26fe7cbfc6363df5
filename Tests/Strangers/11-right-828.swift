import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  private var delta: Parameters = 0  // what is added to the weights, the way note 002 has it
  private(set) var lookahead: [String: Tensor] = [:]
  var velocity: Parameters { -1 * delta }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let ahead = weights + momentum * delta
    for (name, value) in ahead { lookahead[name] = value }
    delta = momentum * delta - learningRate * Objective.gradient(at: ahead)
    weights += delta
  }
}
