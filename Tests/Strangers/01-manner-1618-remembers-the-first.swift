import GradusKit

struct Sigmoid: Layer {
  /// filled once
  var cache: Tensor?

  mutating func forward(_ x: Tensor) -> Tensor {
    let out = 1 / (1 + exp(-x))
    if cache == nil {
      cache = out
    }
    return out
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let s = cache!
    return dy * (s - s * s)
  }
}
