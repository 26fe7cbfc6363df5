import GradusKit

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  private var history: Parameters = 0
  private var latest: Parameters = 0

  var m: Parameters { latest }
  var v: Parameters { history }
  var mHat: Parameters { latest }
  var vHat: Parameters { history }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    latest = gradients
    history += gradients * gradients
    for (name, g) in gradients {
      weights[name] -= learningRate / (sqrt(history[name]) + epsilon) * g
    }
  }
}
