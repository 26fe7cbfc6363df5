import GradusKit

/// Only the product with the weights.
struct Linear {
  var weight: Tensor
  var input = Tensor(0)
  var gradient = Tensor(0)

  init(weight: Tensor) { self.weight = weight }

  mutating func there(_ x: Tensor) -> Tensor {
    input = x
    return matmul(x, weight.transposed())
  }
  mutating func back(_ g: Tensor) -> Tensor {
    gradient = matmul(g.transposed(), input)
    return matmul(g, weight)
  }
}

/// Only the shift.
struct Shift {
  var amount: Tensor
  var gradient = Tensor(0)

  init(amount: Tensor) { self.amount = amount }

  func there(_ z: Tensor) -> Tensor { z + amount }
  mutating func back(_ g: Tensor) -> Tensor {
    gradient = g.sum(axis: 0)
    return g
  }
}

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  private var linear = Linear(weight: Tensor(0))
  private var shift = Shift(amount: Tensor(0))

  mutating func forward(_ x: Tensor) -> Tensor {
    linear = Linear(weight: W)
    shift = Shift(amount: b)
    return shift.there(linear.there(x))
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let dx = linear.back(shift.back(dy))
    dW = linear.gradient
    db = shift.gradient
    return dx
  }
}
