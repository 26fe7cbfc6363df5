import GradusKit

/// The average of a tensor's gradients, and their decaying maximum.
struct Moments {
  private(set) var mean: Tensor
  private(set) var largest: Tensor
  private var count = 0

  init(like tensor: Tensor) {
    mean = Tensor.zeros(like: tensor)
    largest = mean
  }

  mutating func see(_ gradient: Tensor, _ beta1: Double, _ beta2: Double) {
    count += 1
    mean = beta1 * mean + (1 - beta1) * gradient
    largest = Tensor(
      shape: gradient.shape, values: zip(largest.values, gradient.values).map { max(beta2 * $0, abs($1)) })
  }

  func correctedMean(_ beta1: Double) -> Tensor { mean / (1 - pow(beta1, count)) }
}
