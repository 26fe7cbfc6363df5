import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  var lastX = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    lastX = x
    return x.matmul(W.transposed()) + b
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let n = dy.shape[0], outs = W.shape[0], ins = W.shape[1]
    var dx = Tensor(repeating: 0, shape: [n, ins])
    dW = Tensor.zeros(like: W)
    db = Tensor.zeros(like: b)
    for k in 0..<n {
      for o in 0..<outs {
        db[o] += dy[k, o]
        for i in 0..<ins {
          dW[o, i] += dy[k, o] * lastX[k, i]
        }
      }
      for i in 0..<ins {
        var o = 1
        while o < outs {
          dx[k, i] += dy[k, o] * W[o, i]
          o += 1
        }
      }
    }
    return dx
  }
}
