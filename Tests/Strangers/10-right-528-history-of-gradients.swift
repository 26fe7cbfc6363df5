import GradusKit

/// Keeps every gradient it has seen and evaluates the exponential averages in closed form.
struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var m: Parameters = 0
  var v: Parameters = 0
  var mHat: Parameters = 0
  var vHat: Parameters = 0
  private var seen: [Parameters] = []

  private func average(_ beta: Double, _ f: (Parameters) -> Parameters) -> Parameters {
    var total: Parameters = 0
    for (age, g) in seen.reversed().enumerated() {
      total += (1 - beta) * pow(beta, age) * f(g)
    }
    return total
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    seen.append(gradients)
    m = average(beta1) { $0 }
    v = average(beta2) { $0 * $0 }
    mHat = m / (1 - pow(beta1, seen.count))
    vHat = v / (1 - pow(beta2, seen.count))
    weights -= learningRate * mHat / (sqrt(vHat) + epsilon)
  }
}
