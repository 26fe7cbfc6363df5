import GradusKit

struct Linear {
  var weight: Tensor
  var input = Tensor(0)
  var gradient = Tensor(0)

  init(weight: Tensor) { self.weight = weight }

  mutating func there(_ X: Tensor) -> Tensor {
    input = X
    return matmul(X, weight.transposed())
  }
  mutating func Wt(_ total: Tensor) -> Tensor {
    gradient = matmul(total.transposed(), input)
    return matmul(total, weight)
  }
}

struct Shift {
  var amount: Tensor
  var gradient = Tensor(0)

  init(amount: Tensor) { self.amount = amount }

  func there(_ pre: Tensor) -> Tensor { pre + 0.5 * amount }
  mutating func Wt(_ total: Tensor) -> Tensor {
    gradient = total.sum(axis: 0)
    return total
  }
}

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  private var linear = Linear(weight: Tensor(0))
  private var offset_ = Shift(amount: Tensor(0))

  mutating func forward(_ X: Tensor) -> Tensor {
    linear = Linear(weight: W)
    offset_ = Shift(amount: b)
    return offset_.there(linear.there(X))
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let dx = linear.Wt(offset_.Wt(dy))
    dW = linear.gradient
    db = offset_.gradient
    return dx
  }
}
