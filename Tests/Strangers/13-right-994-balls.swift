import GradusKit

final class Ball {
  var speed = 0.0
  func roll(slope: Double, eta: Double, gamma: Double) -> Double {
    speed = speed * gamma + slope * eta
    return speed
  }
}

struct Momentum: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  private var balls: [String: [Ball]] = [:]

  var velocity: [String: [Double]] {
    var result: [String: [Double]] = [:]
    for (name, list) in balls { result[name] = list.map(\.speed) }
    return result
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for (name, gradient) in gradients {
      let list = balls[name, default: gradient.map { _ in Ball() } as [Ball]]
      balls[name] = list
      for (i, ball) in list.enumerated() {
        weights[name][i] -= ball.roll(slope: gradient[i], eta: learningRate, gamma: momentum)
      }
    }
  }
}
