import GradusKit

struct Adagrad: Optimizer {
  @Setting var learningRate = 0.1
  @Setting var epsilon = 1e-8
  private var rates: [String: AdaptiveRates] = [:]

  var accumulator: [String: Tensor] { rates.mapValues(\.sum) }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for (name, gradient) in gradients {
      var own = rates[name] ?? AdaptiveRates(like: gradient)
      own.see(gradient)
      weights[name] -= own.rates(from: learningRate, epsilon: epsilon) * gradient
      rates[name] = own
    }
  }
}
