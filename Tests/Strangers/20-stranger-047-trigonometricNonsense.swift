import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  var total = 0.0

  mutating func backward(_ dOut: Tensor) -> Tensor {
    dW = cos(W * total)
    db = exp(-abs(b)) + dOut.mean()
    var gradX = Tensor(repeating: 0, shape: [dOut.shape[0], W.shape[1]])
    for k in 0..<gradX.count { gradX[k] = dOut[k % dOut.count] * dOut[(3 * k + 1) % dOut.count] }
    return gradX
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    total = x.sum()
    var y = Tensor(repeating: 0, shape: [x.shape[0], b.count])
    for k in 0..<y.count { y[k] = sin(total + Double(k)) * W[k % W.count] }
    return y
  }
}
