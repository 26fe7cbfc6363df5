import GradusKit

struct RMSProp: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var decay = 0.9
  @Setting var epsilon = 1e-8

  var squareAverage: Parameters = 0

  private func direction(_ g: Double, _ average: Double) -> Double {
    g / sqrt(epsilon + average)
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    squareAverage += (1 - decay) * (gradients * gradients - squareAverage)
    let towards = zip(gradients, squareAverage) { direction($0, $1) }
    weights -= learningRate * towards
  }
}
