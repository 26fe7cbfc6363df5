import GradusKit

/// A tensor that moves, and its velocity.
struct Ball {
  private(set) var position: Tensor
  private(set) var velocity: Tensor

  init(at start: Tensor) {
    position = start
    velocity = Tensor.zeros(like: start)
  }

  mutating func roll(_ slope: Tensor, rate: Double, momentum: Double) {
    velocity = momentum * velocity + rate * slope
    position -= velocity
  }
}
