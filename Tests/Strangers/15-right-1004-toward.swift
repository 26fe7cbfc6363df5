import GradusKit

struct RMSProp: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var decay = 0.9
  @Setting var epsilon = 1e-8

  private var average: Parameters = 0
  var squareAverage: Parameters { average }
  private var rms: Parameters { sqrt(average + epsilon) }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    // E + (1 − ρ)·(g² − E)
    average += (1 - decay) * (gradients * gradients - average)
    weights -= gradients / rms * learningRate
  }
}
