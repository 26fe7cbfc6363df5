import GradusKit

struct Convolution: Layer {
  @Setting var stride = 1
  @Setting var padding = 0
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  var input = Tensor(0)

  // zero outside of the image
  func pixel(_ n: Int, _ i: Int, _ row: Int, _ column: Int) -> Double {
    if row < 0 || row >= input.shape[2] || column < 0 || column >= input.shape[3] { return 0 }
    return input[n, i, row, column]
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    input = x
    let height = (x.shape[2] + 2 * padding - W.shape[2]) / stride + 1
    let width = (x.shape[3] + 2 * padding - W.shape[3]) / stride + 1
    var y = Tensor(repeating: 0, shape: [x.shape[0], b.count, height, width])
    for n in 0..<x.shape[0] { for o in 0..<b.count { for h in 0..<height { for w in 0..<width {
      var s = b[o]
      for i in 0..<W.shape[1] { for r in 0..<W.shape[2] { for c in 0..<W.shape[3] {
        s += W[o, i, r, c] * pixel(n, i, h * stride + r - padding, w * stride + c - padding)
      } } }
      y[n, o, h, w] = s
    } } } }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dW = .zeros(like: W)
    db = .zeros(like: b)
    var dx = Tensor.zeros(like: input)
    for n in 0..<dy.shape[0] { for o in 0..<b.count { for h in 0..<dy.shape[2] { for w in 0..<dy.shape[3] {
      let d = dy[n, o, h, w]
      db[o] += d
      for i in 0..<W.shape[1] { for r in 0..<W.shape[2] { for c in 0..<W.shape[3] {
        dW[o, i, r, c] += d * pixel(n, i, h * stride + r, w * stride + c)
        let row = h * stride + r - padding
        let column = w * stride + c - padding
        if row >= 0 && row < dx.shape[2] && column >= 0 && column < dx.shape[3] {
          dx[n, i, row, column] += d * W[o, i, r, c]
        }
      } } }
    } } } }
    return dx
  }
}
