import GradusKit

/// The binary cross entropy of logits, averaged.
struct BinaryCrossEntropy: Loss {
  /// The loss, as one number.
  ///
  /// - Parameters:
  ///   - z: The logits, before the sigmoid; `z[i]` counts through all elements.
  ///   - target: What is wanted of each, 0 or 1 or between; of the shape of z.
  func value(_ z: Tensor, target: Tensor) -> Double {
    // TODO: z.count is the number of elements. Mind large z: exp(800) is infinite.
    0
  }

  /// The loss's derivative by each logit, of the shape of z.
  func gradient(_ z: Tensor, target: Tensor) -> Tensor {
    // TODO
    Tensor.zeros(like: z)
  }
}
