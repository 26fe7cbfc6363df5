import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  var saved = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    saved = x
    var y = Tensor(repeating: 0, shape: [x.shape[0], b.count])
    // one neuron after the other
    for o in 0..<b.count {
      let neuron = W[row: o]
      y[column: o] = x.matmul(neuron) + b[o]
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    var dx = Tensor.zeros(like: saved)
    dW = Tensor.zeros(like: W)
    db = Tensor.zeros(like: b)
    for o in 0..<b.count {
      let delta = dy[column: o]
      db[o] = delta.sum()
      dW[row: o] = saved.transposed().matmul(delta)
      for i in 0..<W.shape[1] {
        dx[column: i] = dx[column: i] + delta * W[o, i]
      }
    }
    return dx
  }
}
