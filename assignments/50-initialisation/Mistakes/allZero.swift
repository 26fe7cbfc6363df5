import GradusKit

/// All weights are zero: the units of a layer stay alike for ever.
struct He: Initializer {
  func weights(shape: [Int]) -> Tensor { Tensor.zeros(shape) }
}
