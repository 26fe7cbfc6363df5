import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: [String: [Double]] = [:]
  var lookahead: [String: [Double]] = [:]
  private var buffer: [Double] = []

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let longest = weights.keys.map { weights[$0].count }.max() ?? 0
    while buffer.count < longest { buffer.append(0) }

    var ahead = weights
    for name in weights.keys {
      for i in 0..<weights[name].count { ahead[name][i] -= momentum * buffer[i] }
      lookahead[name] = Array(ahead[name])
    }
    let g = Objective.gradient(at: ahead)
    for name in weights.keys {
      let count = weights[name].count
      for i in 0..<count {
        buffer[i] = momentum * buffer[i] + learningRate * g[name][i]
        weights[name][i] -= buffer[i]
      }
      velocity[name] = Array(buffer[0..<count])
    }
  }
}
