import GradusKit

struct Momentum: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9
  private var balls: [String: Ball] = [:]

  var velocity: [String: Tensor] { balls.mapValues(\.velocity) }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for (name, gradient) in gradients {
      var ball = balls[name] ?? Ball(at: weights[name])
      ball.roll(gradient, rate: learningRate, momentum: momentum)
      weights[name] = ball.position
      balls[name] = ball
    }
  }
}
