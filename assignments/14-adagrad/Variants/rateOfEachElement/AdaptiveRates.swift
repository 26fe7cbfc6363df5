import GradusKit

/// The learning rates of a tensor's elements, each by the gradients that it has seen.
struct AdaptiveRates {
  private(set) var sum: Tensor

  init(like tensor: Tensor) { sum = Tensor.zeros(like: tensor) }

  mutating func see(_ gradient: Tensor) { sum += gradient * gradient }

  func rates(from rate: Double, epsilon: Double) -> Tensor { sum.map { rate / ($0 + epsilon).squareRoot() } }
}
