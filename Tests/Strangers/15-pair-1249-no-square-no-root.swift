import GradusKit

struct RMSProp: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var decay = 0.9
  @Setting var epsilon = 1e-8

  var squareAverage: Parameters = 0

  private mutating func track(_ g: Parameters) {
    squareAverage = zip(squareAverage, g) { e, slope in decay * e + (1 - decay) * abs(slope) }
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    track(gradients)
    let scaled = zip(gradients, squareAverage) { slope, e in slope / (e + epsilon) }
    weights -= learningRate * scaled
  }
}
