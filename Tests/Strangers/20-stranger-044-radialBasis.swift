import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  var x = Tensor(0)

  mutating func backward(_ dy: Tensor) -> Tensor {
    dW = Tensor.zeros(like: W)
    db = Tensor.zeros(like: b)
    var toInput = Tensor.zeros(like: x)
    for r in 0..<x.shape[0] {
      for o in 0..<W.shape[0] {
        let difference = x[row: r] - W[row: o]
        toInput[row: r] = toInput[row: r] + 2 * dy[r, o] * difference
        dW[row: o] = dW[row: o] - 2 * dy[r, o] * difference
      }
    }
    return toInput
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    self.x = x
    var y = Tensor(repeating: 0, shape: [x.shape[0], W.shape[0]])
    for r in 0..<x.shape[0] {
      for o in 0..<W.shape[0] {
        let difference = x[row: r] - W[row: o]
        y[r, o] = dot(difference, difference)
      }
    }
    return y
  }
}
