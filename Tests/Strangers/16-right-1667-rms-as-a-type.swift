import GradusKit

/// RMS[x] of the note.
struct RunningSquare {
  var value: Parameters = 0
  func root(_ epsilon: Double) -> Parameters { sqrt(value + epsilon) }
  mutating func take(_ x: Parameters, keep: Double) {
    value *= keep
    value += (1 - keep) * x * x
  }
}

struct AdaDelta: Optimizer {
  @Setting var decay = 0.9
  @Setting var epsilon = 1e-6

  var ofGradients = RunningSquare()
  var ofSteps = RunningSquare()

  var squareAverage: Parameters { ofGradients.value }
  var updateAverage: Parameters { ofSteps.value }
  var update: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    ofGradients.take(gradients, keep: decay)
    let ratio = ofSteps.root(epsilon) / ofGradients.root(epsilon)
    update = -1 * ratio * gradients
    ofSteps.take(update, keep: decay)
    weights += update
  }
}
