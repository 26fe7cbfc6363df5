import GradusKit

/// A decaying average of squares, and RMS as note 003 writes it.
struct MeanSquare {
  private(set) var average: Tensor

  init(like tensor: Tensor) { average = Tensor.zeros(like: tensor) }

  mutating func add(_ tensor: Tensor, keeping share: Double) {
    for i in 0..<average.count { average[i] = share * average[i] + (1 - share) * tensor[i] * tensor[i] }
  }

  func root(_ epsilon: Double) -> Tensor { average.map { ($0 + epsilon).squareRoot() } }
}

struct AdaDelta: Optimizer {
  @Setting var decay = 0.9
  @Setting var epsilon = 1e-6
  private var gradientSquares: [String: MeanSquare] = [:]
  private var stepSquares: [String: MeanSquare] = [:]
  var update: [String: Tensor] = [:]

  var squareAverage: [String: Tensor] { gradientSquares.mapValues(\.average) }
  var updateAverage: [String: Tensor] { stepSquares.mapValues(\.average) }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for (name, g) in gradients {
      gradientSquares[name, default: MeanSquare(like: g)].add(g, keeping: decay)
      var steps = stepSquares[name] ?? MeanSquare(like: g)
      let move = -steps.root(epsilon) / gradientSquares[name]!.root(epsilon) * g
      steps.add(move, keeping: decay)
      stepSquares[name] = steps
      update[name] = move
      weights[name] += move
    }
  }
}
