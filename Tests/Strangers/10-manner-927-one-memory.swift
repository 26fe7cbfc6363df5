import GradusKit

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var m: [String: [Double]] = [:]
  var v: [String: [Double]] = [:]
  var mHat: [String: [Double]] = [:]
  var vHat: [String: [Double]] = [:]

  private var firstMoment: [Double] = []
  private var secondMoment: [Double] = []
  private var t = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    if firstMoment.isEmpty {
      let longest = weights.names.map { weights[$0].count }.max() ?? 0
      firstMoment = Array(repeating: 0, count: longest)
      secondMoment = Array(repeating: 0, count: longest)
    }
    for name in weights.names {
      let n = weights[name].count
      for i in 0..<n {
        let g = gradients[name][i]
        firstMoment[i] = beta1 * firstMoment[i] + (1 - beta1) * g
        secondMoment[i] = beta2 * secondMoment[i] + (1 - beta2) * g * g
      }
      m[name] = Array(firstMoment[..<n])
      v[name] = Array(secondMoment[..<n])
      mHat[name] = m[name]!.map { $0 / (1 - pow(beta1, t)) }
      vHat[name] = v[name]!.map { $0 / (1 - pow(beta2, t)) }
      for i in 0..<n {
        weights[name][i] -= learningRate * mHat[name]![i] / (sqrt(vHat[name]![i]) + epsilon)
      }
    }
  }
}
