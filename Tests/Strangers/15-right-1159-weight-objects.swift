import GradusKit

/// The average of one parameter's squares.
private final class Trace {
  private(set) var average: Tensor
  init(like g: Tensor) { average = .zeros(like: g) }

  func scaled(_ g: Tensor, keep: Double, epsilon: Double) -> Tensor {
    average = g * g + keep * (average - g * g)
    return g / sqrt(average + epsilon)
  }
}

struct RMSProp: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var decay = 0.9
  @Setting var epsilon = 1e-8

  private var traces: [String: Trace] = [:]
  var squareAverage: [String: Tensor] { traces.mapValues { $0.average } }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for (name, g) in gradients {
      let trace = traces[name] ?? Trace(like: g)
      traces[name] = trace
      weights[name] -= learningRate * trace.scaled(g, keep: decay, epsilon: epsilon)
    }
  }
}
