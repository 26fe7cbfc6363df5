import GradusKit

private struct Memory {
  var E: Tensor
  var D: Tensor
}

struct AdaDelta: Optimizer {
  @Setting var decay = 0.9
  @Setting var epsilon = 1e-6
  private var memories: [String: Memory] = [:]
  var squareAverage: [String: Tensor] { memories.mapValues { $0.E } }
  var updateAverage: [String: Tensor] { memories.mapValues { $0.D } }
  var update: [String: Tensor] = [:]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for name in weights.names {
      let g = gradients[name]
      var memory = memories[name] ?? Memory(E: .zeros(like: g), D: .zeros(like: g))
      memory.E = decay * memory.E + g * g
      let move = -1 * g * sqrt(memory.D + epsilon) / sqrt(memory.E + epsilon)
      memory.D = decay * memory.D + (1 - decay) * abs(move)
      memories[name] = memory
      update[name] = move
      weights[name] += move
    }
  }
}
