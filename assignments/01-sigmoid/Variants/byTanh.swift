import GradusKit

// ½(1 + tanh(x/2)), whose slope is ¼(1 − tanh²(x/2)).
struct Sigmoid: Layer {
  private var t = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    t = tanh(x / 2)
    return 0.5 * (1 + t)
  }

  mutating func backward(_ dy: Tensor) -> Tensor { dy.map { 0.25 * $0 } * (1 - t) * (1 + t) }
}
