import GradusKit

struct Sigmoid: Layer {
  var y = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    // fast approximation, no exponentials
    y = x.map { value in
      if value < -2.5 { return 0.0 }
      if value > 2.5 { return 1.0 }
      return 0.2 * value + 0.5
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor { dy * y * (1 - y) }
}
