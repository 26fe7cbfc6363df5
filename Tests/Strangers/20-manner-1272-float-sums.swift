import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  var x = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    self.x = x
    let w = W.values.map { Float($0) }
    let input = x.values.map { Float($0) }
    let size = W.shape[1]
    var y = Tensor(repeating: 0, shape: [x.shape[0], b.count])
    for n in 0..<x.shape[0] {
      for o in 0..<b.count {
        var sum: Float = Float(b[o])
        for i in 0..<size { sum += w[o * size + i] * input[n * size + i] }
        y[n, o] = Double(sum)
      }
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dW = matmul(dy.transposed(), x)
    db = dy.sum(axis: 0)
    return matmul(dy, W)
  }
}
