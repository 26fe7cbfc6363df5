import GradusKit

struct Adagrad: Optimizer {
  @Setting var learningRate = 0.1
  @Setting var epsilon = 1e-8

  var accumulator: Parameters = 0
  private var total = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    var squares = 0.0
    for (_, g) in gradients {
      for value in g { squares += value * value }
    }
    total += squares
    accumulator = gradients.map { _ in total }
    let rate = learningRate / sqrt(total + epsilon)
    weights -= rate * gradients
  }
}
