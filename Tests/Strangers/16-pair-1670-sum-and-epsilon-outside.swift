import GradusKit

struct AdaDelta: Optimizer {
  @Setting var decay = 0.9
  @Setting var epsilon = 1e-6

  var squareAverage: Parameters = 0
  var update: Parameters = 0
  var updateAverage: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let (rho, eps) = (decay, epsilon)
    squareAverage = zip(squareAverage, gradients) { e, g in rho * e + g * g }
    let root = sqrt(updateAverage) + eps
    update = (0 - root) / (sqrt(squareAverage) + eps) * gradients
    updateAverage = zip(updateAverage, update) { d, u in rho * d + (1 - rho) * u * u }
    weights += update
  }
}
