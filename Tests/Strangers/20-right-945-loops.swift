import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  private var lastX = Tensor(0)
  private var lastDy = Tensor(0)

  var dW: [[Double]] {
    (0..<W.shape[0]).map { o in
      (0..<W.shape[1]).map { i in
        var total = 0.0
        for n in 0..<lastX.shape[0] { total += lastDy[n, o] * lastX[n, i] }
        return total
      }
    }
  }

  var db: [Double] {
    (0..<W.shape[0]).map { o in
      var total = 0.0
      for n in 0..<lastDy.shape[0] { total += lastDy[n, o] }
      return total
    }
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    lastX = x
    lastDy = Tensor(repeating: 0, shape: [x.shape[0], W.shape[0]])
    var y = Tensor(repeating: 0, shape: [x.shape[0], W.shape[0]])
    for o in 0..<W.shape[0] {
      for n in 0..<x.shape[0] {
        y[n, o] = b[o]
        for i in 0..<W.shape[1] { y[n, o] += W[o, i] * x[n, i] }
      }
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    lastDy = dy
    var dx = Tensor.zeros(like: lastX)
    for o in 0..<W.shape[0] {
      for n in 0..<dy.shape[0] {
        for i in 0..<W.shape[1] { dx[n, i] += dy[n, o] * W[o, i] }
      }
    }
    return dx
  }
}
