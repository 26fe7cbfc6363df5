import GradusKit

struct AdaDelta: Optimizer {
  @Setting var decay = 0.9
  @Setting var epsilon = 1e-6
  let learningRate = 0.001

  var squareAverage: Parameters = 0
  var update: Parameters = 0
  var updateAverage: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients g: Parameters) {
    squareAverage = decay * squareAverage + (1 - decay) * g * g
    let rmsUpdate = sqrt(updateAverage + epsilon)
    let rmsGradient = sqrt(squareAverage + epsilon)
    update = 0 - rmsUpdate / rmsGradient * g
    updateAverage = decay * updateAverage + (1 - decay) * update * update
    weights += learningRate * update
  }
}
