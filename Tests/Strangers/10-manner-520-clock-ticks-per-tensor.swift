import GradusKit

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var m: [String: Tensor] = [:]
  var v: [String: Tensor] = [:]
  var mHat: [String: Tensor] = [:]
  var vHat: [String: Tensor] = [:]
  var t = 0

  private mutating func update(_ name: String, _ w: inout Tensor, _ g: Tensor) {
    t += 1
    let mNew = beta1 * (m[name] ?? .zeros(like: g)) + (1 - beta1) * g
    let vNew = beta2 * (v[name] ?? .zeros(like: g)) + (1 - beta2) * g * g
    let a = mNew / (1 - pow(beta1, t))
    let b = vNew / (1 - pow(beta2, t))
    w -= learningRate * a / (sqrt(b) + epsilon)
    m[name] = mNew; v[name] = vNew; mHat[name] = a; vHat[name] = b
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for (name, g) in gradients { update(name, &weights[name], g) }
  }
}
