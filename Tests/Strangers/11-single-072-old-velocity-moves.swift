import GradusKit

struct Motion {
  var position: Parameters
  var speed: Parameters
  var preview: Parameters

  func next(_ gamma: Double, _ eta: Double) -> Motion {
    let preview = position - gamma * speed
    let slope = Objective.gradient(at: preview)
    return Motion(position: position - speed,
                  speed: gamma * speed + eta * slope,
                  preview: preview)
  }
}

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: Parameters = 0
  var lookahead: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let now = Motion(position: weights, speed: velocity, preview: lookahead)
    let then = now.next(momentum, learningRate)
    weights = then.position
    velocity = then.speed
    lookahead = then.preview
  }
}
