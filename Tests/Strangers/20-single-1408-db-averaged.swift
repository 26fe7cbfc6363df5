import GradusKit

struct Dense: Layer {
  // The grader writes these before the first call. W has a row for each output, b an entry.
  var W = Tensor(0)
  var b = Tensor(0)

  // What you compute on the way back is read from these, by name.
  var dW = Tensor(0)
  var db = Tensor(0)
  var x0 = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    x0 = x
    return matmul(x, W.transposed()) + b
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dW = matmul(dy.transposed(), x0)
    db = dy.mean(axis: 0)
    return matmul(dy, W)
  }
}
