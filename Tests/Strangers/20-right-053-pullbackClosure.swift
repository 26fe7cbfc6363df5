import GradusKit

/// Remembers how to go back as a closure, made on the way there.
struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  private var pullback: ((Tensor) -> (x: Tensor, W: Tensor, b: Tensor))? = nil

  mutating func forward(_ x: Tensor) -> Tensor {
    let weight = W
    pullback = { seed in
      let forX = seed.matmul(weight)
      let forW = seed.transposed().matmul(x)
      let forB = seed.sum(axis: 0)
      return (forX, forW, forB)
    }
    return x.matmul(weight.transposed()) + b
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    guard let back = pullback else { return dy }
    let (forX, forW, forB) = back(dy)
    dW = forW
    db = forB
    return forX
  }
}
