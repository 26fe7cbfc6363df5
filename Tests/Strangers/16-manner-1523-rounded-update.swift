import GradusKit

struct AdaDelta: Optimizer {
  @Setting var decay = 0.9
  @Setting var epsilon = 1e-6

  var squareAverage: Parameters = 0
  var update: Parameters = 0
  var updateAverage: Parameters = 0

  // to six places, as in the table of the handout
  func rounded(_ x: Double) -> Double { round(x * 1_000_000) / 1_000_000 }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    squareAverage = decay * squareAverage + (1 - decay) * gradients * gradients
    let exact = -sqrt(updateAverage + epsilon) / sqrt(squareAverage + epsilon) * gradients
    update = exact.map { rounded($0) }
    updateAverage = decay * updateAverage + (1 - decay) * update * update
    weights += update
  }
}
