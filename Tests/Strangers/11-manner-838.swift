import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: Parameters = 0
  var lookahead: Parameters = 0
  private var buffer: [Double] = []

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    if buffer.isEmpty {
      var total = 0
      for (_, w) in weights { total += w.count }
      buffer = [Double](repeating: 0, count: total)
    }
    lookahead = weights
    for name in weights.names {
      for i in 0..<weights[name].count {
        lookahead[name][i] -= momentum * buffer[i]
      }
    }
    let g = Objective.gradient(at: lookahead)
    for name in weights.names {
      for i in 0..<weights[name].count {
        buffer[i] = momentum * buffer[i] + learningRate * g[name][i]
        velocity[name][i] = buffer[i]
        weights[name][i] -= buffer[i]
      }
    }
  }
}
