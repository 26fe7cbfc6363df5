import GradusKit

struct Dense: Layer {
  // The grader writes these before the first call. W has a row for each output, b an entry.
  var W = Tensor(0)
  var b = Tensor(0)

  // What you compute on the way back is read from these, by name.
  var dW = Tensor(0)
  var db = Tensor(0)
  var remembered: Tensor? = nil

  mutating func forward(_ x: Tensor) -> Tensor {
    if remembered == nil { remembered = x }
    return x.matmul(W.transposed()) + b
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    guard let x = remembered else { return dy }
    dW = dy.transposed().matmul(x)
    db = dy.sum(axis: 0)
    return dy.matmul(W)
  }
}
