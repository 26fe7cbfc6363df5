import GradusKit

struct Linear {
  var weight: Tensor
  var lastX = Tensor(0)
  var slope = Tensor(0)

  init(weight: Tensor) { self.weight = weight }

  mutating func there(_ X: Tensor) -> Tensor {
    lastX = X
    return matmul(X, weight.transposed())
  }
  mutating func wT(_ err: Tensor) -> Tensor {
    slope = matmul(err.transposed(), lastX)
    return matmul(err, weight)
  }
}

struct Shift {
  var amount: Tensor
  var slope = Tensor(0)

  init(amount: Tensor) { self.amount = amount }

  func there(_ pre: Tensor) -> Tensor { pre + amount }
  mutating func wT(_ err: Tensor) -> Tensor {
    slope = err.sum(axis: 1)
    return err
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

  mutating func backward(_ dOut: Tensor) -> Tensor {
    let gradX = linear.wT(offset_.wT(dOut))
    dW = linear.slope
    db = offset_.slope
    return gradX
  }
}
