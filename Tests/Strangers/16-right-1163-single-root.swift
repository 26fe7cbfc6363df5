import GradusKit

struct AdaDelta: Optimizer {
  @Setting var decay = 0.9
  @Setting var epsilon = 1e-6

  var squareAverage: [String: [Double]] = [:]
  var update: [String: [Double]] = [:]
  var updateAverage: [String: [Double]] = [:]

  private func mix(_ old: Double, _ new: Double) -> Double {
    new * new + decay * (old - new * new)
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for (name, gradient) in gradients {
      let none = [Double](repeating: 0, count: gradient.count)
      var E = squareAverage[name] ?? none, D = updateAverage[name] ?? none
      var moves = none
      for i in none.indices {
        let g = gradient[i]
        E[i] = mix(E[i], g)
        moves[i] = -g * ((D[i] + epsilon) / (E[i] + epsilon)).squareRoot()
        D[i] = mix(D[i], moves[i])
        weights[name][i] += moves[i]
      }
      squareAverage[name] = E
      update[name] = moves
      updateAverage[name] = D
    }
  }
}
