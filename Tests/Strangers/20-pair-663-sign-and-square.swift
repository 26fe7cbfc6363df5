import GradusKit

typealias Matrix = Tensor

struct Dense: Layer {
  var W: Matrix = Tensor(0)
  var b: Matrix = Tensor(0)
  var dW: Matrix = Tensor(0)
  var db: Matrix = Tensor(0)
  var tape: [Matrix] = []

  mutating func forward(_ x: Matrix) -> Matrix {
    tape = [x]
    return matmul(x, W.transposed()) + b
  }

  mutating func backward(_ dy: Matrix) -> Matrix {
    let x = tape[0]
    dW = matmul(dy.transposed(), x * x)
    db = dy.sum(axis: 0)
    let dx = matmul(dy, W)
    return 0 - dx
  }
}
