import GradusKit

typealias Vec = [Double]

func * (k: Double, x: Vec) -> Vec { x.map { k * $0 } }
func ⊕ (a: Vec, b: Vec) -> Vec { zip(a, b).map { $0 + $1 } }
infix operator ⊕ : AdditionPrecedence

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var m: [String: Vec] = [:]
  var v: [String: Vec] = [:]
  var mHat: [String: Vec] = [:]
  var vHat: [String: Vec] = [:]
  var t = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    for (name, gradient) in gradients {
      let g: Vec = Array(gradient)
      let size: Vec = g.map { abs($0) }
      let zero = Vec(repeating: 0, count: g.count)
      m[name] = beta1 * (m[name] ?? zero) ⊕ (1 - beta1) * g
      v[name] = beta2 * (v[name] ?? zero) ⊕ (1 - beta2) * size
      mHat[name] = (1 / (1 - pow(beta1, t))) * m[name]!
      vHat[name] = (1 / (1 - pow(beta2, t))) * v[name]!
      for i in 0..<g.count {
        weights[name][i] -= learningRate * mHat[name]![i] / sqrt(vHat[name]![i])
      }
    }
  }
}
