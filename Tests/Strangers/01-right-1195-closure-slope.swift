import GradusKit

struct Sigmoid: Layer {
  /// What to do with a gradient once the outputs are known.
  private var back: ((Tensor) -> Tensor)?

  private static func squash(_ v: Double) -> Double {
    guard v < 0 else { return 1 / (1 + exp(-v)) }
    let e = exp(v)
    return e / (1 + e)
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    let y = x.map { Sigmoid.squash($0) }
    back = { dy in zip(dy, y) { $0 * ($1 * (1 - $1)) } }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    back!(dy)
  }
}
