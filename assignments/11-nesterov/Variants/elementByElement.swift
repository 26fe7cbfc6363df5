import GradusKit

// A class, one element after the other; the point is put together from its tensors, last parameter first.
final class Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9
  var velocity: Parameters = 0
  var lookahead: Parameters = 0

  init() {}

  func step(_ weights: inout Parameters, gradients: Parameters) {
    let names = Array(weights.names.reversed())
    let tensors = names.map { name in
      Tensor(
        shape: weights[name].shape,
        values: weights[name].values.indices.map { weights[name][$0] - velocity[name][$0] * momentum })
    }
    let g = Objective.gradient(at: Parameters(names: names, tensors: tensors))

    for (name, tensor) in zip(names, tensors) {
      lookahead[name] = tensor
      for i in 0..<tensor.count {
        velocity[name][i] = learningRate * g[name][i] + momentum * velocity[name][i]
        weights[name][i] -= velocity[name][i]
      }
    }
  }
}
