import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  private var inputs = Tensor(0)

  private func output(_ o: Int, for x: Tensor) -> Double {
    var total = b[o]
    for i in 0..<x.count { total += W[o, i] * x[i] }
    return total
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    inputs = x
    var y = Tensor(repeating: 0, shape: [x.shape[0], b.count])
    for n in 0..<x.shape[0] {
      let example = x[row: n]
      for o in 0..<b.count { y[n, o] = output(o, for: example) }
    }
    return y + b
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dW = dy.transposed().matmul(inputs)
    db = dy.mean(axis: 0)
    return dy.matmul(W)
  }
}
