import GradusKit

/// One ball per element.
final class Balls {
  var speeds: [String: [Double]] = [:]
}

struct Momentum: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9
  private let balls = Balls()
  var velocity: [String: [Double]] { balls.speeds }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let (eta, gamma) = (learningRate, momentum)
    for name in gradients.names {
      let slope = gradients[name]
      var old = balls.speeds[name, default: Array(repeating: 0, count: slope.count)]
      for k in old.indices {
        old[k] = slope[k] * eta + old[k] * gamma
        weights[name][k] -= old[k]
      }
      balls.speeds[name] = old
    }
  }
}
