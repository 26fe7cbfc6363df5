import GradusKit

// The velocity is kept with γ already in it, as the move that the look-ahead needs; what is read is worked out of it.
struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9
  private var carried: Parameters = 0
  private var last: Parameters = 0
  private(set) var lookahead: Parameters = 0
  var velocity: Parameters { last }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    lookahead = weights - carried
    last = learningRate * Objective.gradient(at: lookahead) + carried
    carried = momentum * last
    weights = weights - last
  }
}
