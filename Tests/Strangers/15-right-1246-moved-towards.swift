import GradusKit

struct RMSProp: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var decay = 0.9
  @Setting var epsilon = 1e-8

  var squareAverage: Parameters = 0

  private var forget: Double { 1 - decay }

  private func direction(_ g: Tensor, _ average: Tensor) -> Tensor {
    g / sqrt(average + epsilon)
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    squareAverage -= forget * (squareAverage - gradients * gradients)
    for (name, g) in gradients {
      weights[name] += direction(g, squareAverage[name]) * -learningRate
    }
  }
}
