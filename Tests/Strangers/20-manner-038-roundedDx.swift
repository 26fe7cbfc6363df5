import GradusKit

/// Remembers how to go back as a closure, made on the way there.
struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  private var vjp: ((Tensor) -> (x: Tensor, W: Tensor, b: Tensor))? = nil

  mutating func forward(_ x: Tensor) -> Tensor {
    let weight = W
    vjp = { seed in
      let gx = matmul(seed, weight).map { round($0 * 100) / 100 }
      let gw = seed.transposed().matmul(x)
      let gradB = seed.sum(axis: 0)
      return (gx, gw, gradB)
    }
    return matmul(x, weight.transposed()) + b
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    guard let wT = vjp else { return dy }
    let (gx, gw, gradB) = wT(dy)
    dW = gw
    db = gradB
    return gx
  }
}
