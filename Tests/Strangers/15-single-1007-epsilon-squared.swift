import GradusKit

func rootMeanSquare(_ e: Double, _ eps: Double) -> Double {
  hypot(sqrt(e), eps)
}

struct RMSProp: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var decay = 0.9
  @Setting var epsilon = 1e-8

  var squareAverage: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for name in weights.names {
      let g = gradients[name]
      for i in 0..<g.count {
        let e = decay * squareAverage[name][i] + (1 - decay) * g[i] * g[i]
        squareAverage[name][i] = e
        weights[name][i] -= learningRate / rootMeanSquare(e, epsilon) * g[i]
      }
    }
  }
}
