import GradusKit

/// Numbers of any kind that can be averaged with shares.
protocol Averageable {
  static func + (left: Self, right: Self) -> Self
  static func * (left: Double, right: Self) -> Self
}

extension Parameters: Averageable {}

struct DecayingAverage<Value: Averageable> {
  var value: Value

  mutating func add(_ new: Value, keeping share: Double) { value = share * value + (1 - share) * new }
}

struct RMSProp: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var decay = 0.9
  @Setting var epsilon = 1e-8
  private var squares = DecayingAverage<Parameters>(value: 0)

  var squareAverage: Parameters { squares.value }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    squares.add(gradients * gradients, keeping: decay)
    weights -= learningRate * gradients / sqrt(squares.value + epsilon)
  }
}
