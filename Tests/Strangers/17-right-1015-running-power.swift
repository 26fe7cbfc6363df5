import GradusKit

struct AdaMax: Optimizer {
  @Setting var learningRate = 0.002
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var m: [String: [Double]] = [:]
  var infinityNorm: [String: [Double]] = [:]
  private var missing = 1.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    missing *= beta1
    let rate = learningRate / (1 - missing)
    for (name, gradient) in gradients {
      var first = m[name] ?? []
      var norm = infinityNorm[name] ?? []
      for (i, g) in gradient.enumerated() {
        if first.count == i {
          first.append(0)
          norm.append(0)
        }
        first[i] = g + beta1 * (first[i] - g)
        let faded = norm[i] * beta2
        norm[i] = faded < abs(g) ? abs(g) : faded
        weights[name][i] -= rate * (first[i] / (norm[i] + epsilon))
      }
      m[name] = first
      infinityNorm[name] = norm
    }
  }
}
