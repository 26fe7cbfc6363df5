import GradusKit

struct Moments {
  var first: Tensor
  var second: Tensor
  var firstHat: Tensor
  var secondHat: Tensor
}

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var memory: [String: Moments] = [:]
  var t = 0

  var m: [String: Tensor] { memory.mapValues { $0.first } }
  var v: [String: Tensor] { memory.mapValues { $0.second } }
  var mHat: [String: Tensor] { memory.mapValues { $0.firstHat } }
  var vHat: [String: Tensor] { memory.mapValues { $0.secondHat } }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    for (name, g) in gradients {
      let z = Tensor.zeros(like: g)
      var s = memory[name] ?? Moments(first: z, second: z, firstHat: z, secondHat: z)
      s.first = beta1 * s.first + (1 - beta1) * g
      s.second = beta2 * s.second + (1 - beta2) * g * g
      s.firstHat = s.second / (1 - pow(beta1, t))
      s.secondHat = s.second / (1 - pow(beta2, t))
      weights[name] -= learningRate * s.firstHat / (sqrt(s.secondHat) + epsilon)
      memory[name] = s
    }
  }
}
