import GradusKit

class Ball {
  var speed: Parameters = 0
  func roll(_ friction: Double, _ kick: Parameters) -> Parameters {
    speed = friction * speed + kick
    return speed
  }
}

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9
  let ball = Ball()
  var velocity: Parameters = 0
  var lookahead: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    lookahead = weights - ball.speed
    let kick = learningRate * Objective.gradient(at: lookahead)
    velocity = ball.roll(momentum, kick)
    weights -= kick
  }
}
