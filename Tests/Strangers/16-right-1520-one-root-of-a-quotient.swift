import GradusKit

struct AdaDelta: Optimizer {
  @Setting var decay = 0.9
  @Setting var epsilon = 1e-6

  var squareAverage: Parameters = 0
  var update: Parameters = 0
  var updateAverage: Parameters = 0

  private func blend(_ old: inout Double, with value: Double) {
    old = value * value + decay * (old - value * value)
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    if update.names.isEmpty {
      squareAverage = .zeros(like: weights)
      updateAverage = .zeros(like: weights)
      update = .zeros(like: weights)
    }
    for name in weights.names {
      for i in 0..<weights[name].count {
        let g = gradients[name][i]
        blend(&squareAverage[name][i], with: g)
        let ratio = (updateAverage[name][i] + epsilon) / (squareAverage[name][i] + epsilon)
        let delta = -g * sqrt(ratio)
        update[name][i] = delta
        blend(&updateAverage[name][i], with: delta)
        weights[name][i] += delta
      }
    }
  }
}
