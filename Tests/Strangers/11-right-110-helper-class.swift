import GradusKit

final class Ball {
  var speed: Tensor
  init(_ like: Tensor) { speed = Tensor.zeros(like: like) }

  func peek(from w: Tensor, _ gamma: Double) -> Tensor { w - speed * gamma }
  func roll(_ slope: Tensor, _ gamma: Double, _ eta: Double) -> Tensor {
    for i in 0..<speed.count { speed[i] = gamma * speed[i] + eta * slope[i] }
    return speed
  }
}

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  private var balls: [String: Ball] = [:]
  var velocity: [String: Tensor] { balls.mapValues { $0.speed } }
  var lookahead: [String: Tensor] = [:]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    var l = Parameters.zeros(like: weights)
    for (k, w) in weights {
      let ball = balls[k] ?? Ball(w)
      balls[k] = ball
      l[k] = ball.peek(from: w, momentum)
      lookahead[k] = l[k]
    }
    let g = Objective.gradient(at: l)
    for k in weights.keys {
      weights[k] -= balls[k]!.roll(g[k], momentum, learningRate)
    }
  }
}
