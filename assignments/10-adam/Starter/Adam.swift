import GradusKit

struct Adam: Optimizer {
  // The grader sets these before the first step; write the usual values as defaults.
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  // What you compute is read from these properties after each step, by name.
  var m: Parameters = 0
  var v: Parameters = 0
  var mHat: Parameters = 0
  var vHat: Parameters = 0
  // TODO: what else must Adam remember from one step to the next?

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    // TODO: update the two moments m and v from the gradients.
    // TODO: correct their bias: mHat and vHat.
    // TODO: move the weights.
  }
}
