import GradusKit

// The average moves by a part of its distance to the new square.
struct RMSProp: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var decay = 0.9
  @Setting var epsilon = 1e-8
  var squareAverage: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    squareAverage += (1 - decay) * (gradients * gradients - squareAverage)
    let rootMeanSquare = sqrt(squareAverage + epsilon)
    weights -= gradients / rootMeanSquare * learningRate
  }
}
