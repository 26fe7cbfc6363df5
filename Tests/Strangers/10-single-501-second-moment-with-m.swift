import GradusKit

// Adam, written with explicit loops
struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var m: Parameters = 0
  var v: Parameters = 0
  var mHat: Parameters = 0
  var vHat: Parameters = 0
  private var timestep = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    timestep += 1
    if timestep == 1 {
      m = .zeros(like: weights)
      v = .zeros(like: weights)
      mHat = .zeros(like: weights)
      vHat = .zeros(like: weights)
    }
    let c1 = 1 - pow(beta1, Double(timestep))
    let c2 = 1 - pow(beta2, Double(timestep))
    for name in weights.keys {
      for i in 0..<weights[name].count {
        let g = gradients[name][i]
        m[name][i] = beta1 * m[name][i] + (1 - beta1) * g
        v[name][i] = beta2 * v[name][i] + (1 - beta2) * m[name][i] * m[name][i]
        mHat[name][i] = m[name][i] / c1
        vHat[name][i] = v[name][i] / c2
        weights[name][i] -= learningRate * mHat[name][i] / (sqrt(vHat[name][i]) + epsilon)
      }
    }
  }
}
