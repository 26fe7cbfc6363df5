import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  private var last: Tensor?

  mutating func forward(_ x: Tensor) -> Tensor {
    last = x
    return matmul(x, W.transposed()) + b
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    guard let x = last else { return dy }
    dW = dy.transposed().matmul(x)
    db = dy.sum(axis: 0)
    let contributions = (0..<b.count).map { o in
      dy[column: o].reshaped(-1, 1) * W[row: o].reshaped(1, -1)
    }
    let total = contributions.dropFirst().reduce(contributions[0]) { $0 + $1 }
    return total / contributions.count
  }
}
