import GradusKit

struct Momentum: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for name in weights.names {
      let g = gradients[name]
      for i in 0..<g.count where g[i] != 0 {
        velocity[name][i] = momentum * velocity[name][i] + learningRate * g[i]
      }
    }
    weights -= velocity
  }
}
