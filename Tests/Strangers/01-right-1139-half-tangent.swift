import GradusKit

struct Sigmoid: Layer {
  private var slope: (Tensor) -> Tensor = { $0 }

  mutating func forward(_ x: Tensor) -> Tensor {
    let half = 0.5 * x
    let y = 0.5 + 0.5 * tanh(half)
    slope = { dy in dy * (y - y * y) }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor { slope(dy) }
}
