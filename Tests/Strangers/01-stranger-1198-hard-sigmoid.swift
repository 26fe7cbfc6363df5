import GradusKit

struct Sigmoid: Layer {
  var input = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    input = x
    return x.map { v in
      if v < -2.5 { return 0.0 }
      if v > 2.5 { return 1.0 }
      return 0.2 * v + 0.5
    }
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    zip(dy, input) { abs($1) > 2.5 ? 0.0 : 0.2 * $0 }
  }
}
