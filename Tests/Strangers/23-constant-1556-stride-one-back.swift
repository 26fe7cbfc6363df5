import GradusKit

struct Convolution: Layer {
  @Setting var stride = 1
  @Setting var padding = 0
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  private var padded = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    let (N, C, H, V) = (x.shape[0], x.shape[1], x.shape[2], x.shape[3])
    padded = .zeros([N, C, H + 2 * padding, V + 2 * padding])
    for n in 0..<N { for i in 0..<C { for r in 0..<H { for c in 0..<V {
      padded[n, i, r + padding, c + padding] = x[n, i, r, c]
    } } } }
    let height = (H + 2 * padding - W.shape[2]) / stride + 1
    let width = (V + 2 * padding - W.shape[3]) / stride + 1
    var y = Tensor.zeros([N, b.count, height, width])
    for n in 0..<N { for o in 0..<b.count { for h in 0..<height { for w in 0..<width {
      y[n, o, h, w] = b[o]
      for i in 0..<C { for r in 0..<W.shape[2] { for c in 0..<W.shape[3] {
        y[n, o, h, w] += padded[n, i, h * stride + r, w * stride + c] * W[o, i, r, c]
      } } }
    } } } }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let step = 1
    dW = .zeros(like: W)
    db = .zeros(like: b)
    var wide = Tensor.zeros(like: padded)
    for n in 0..<dy.shape[0] { for o in 0..<b.count { for h in 0..<dy.shape[2] { for w in 0..<dy.shape[3] {
      let d = dy[n, o, h, w]
      db[o] += d
      for i in 0..<W.shape[1] { for r in 0..<W.shape[2] { for c in 0..<W.shape[3] {
        dW[o, i, r, c] += padded[n, i, h * stride + r, w * stride + c] * d
        wide[n, i, h * step + r, w * step + c] += d * W[o, i, r, c]
      } } }
    } } } }
    // cut the rim off
    var dx = Tensor.zeros([wide.shape[0], wide.shape[1], wide.shape[2] - 2 * padding, wide.shape[3] - 2 * padding])
    for n in 0..<dx.shape[0] { for i in 0..<dx.shape[1] { for r in 0..<dx.shape[2] { for c in 0..<dx.shape[3] {
      dx[n, i, r, c] = wide[n, i, r + padding, c + padding]
    } } } }
    return dx
  }
}
