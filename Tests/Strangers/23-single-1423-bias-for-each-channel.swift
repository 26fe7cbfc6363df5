import GradusKit

/// A convolution over images with channels.
struct Convolution: Layer {
  /// The grader sets these before the first call.
  @Setting var stride = 1
  @Setting var padding = 0
  /// The grader writes these before the first call. `W[o, i, r, c]` is what kernel o has for channel i in its row r and
  /// column c; b has an entry for each kernel.
  var W = Tensor(0)
  var b = Tensor(0)

  /// What you compute on the way back is read from these, by name.
  var dW = Tensor(0)
  var db = Tensor(0)
  var xp = Tensor(0)
  var size = (0, 0)

  mutating func forward(_ x: Tensor) -> Tensor {
    size = (x.shape[2], x.shape[3])
    // image with its rim
    xp = Tensor(repeating: 0, shape: [x.shape[0], x.shape[1], size.0 + 2 * padding, size.1 + 2 * padding])
    for n in 0..<x.shape[0] {
      for i in 0..<x.shape[1] {
        for r in 0..<size.0 { for c in 0..<size.1 { xp[n, i, r + padding, c + padding] = x[n, i, r, c] } }
      }
    }
    let height = (xp.shape[2] - W.shape[2]) / stride + 1
    let width = (xp.shape[3] - W.shape[3]) / stride + 1
    var y = Tensor(repeating: 0, shape: [x.shape[0], b.count, height, width])
    for n in 0..<x.shape[0] {
      for o in 0..<b.count {
        for i in 0..<x.shape[1] {
          for h in 0..<height {
            for w in 0..<width {
              var s = b[o]
              for r in 0..<W.shape[2] {
                for c in 0..<W.shape[3] { s += xp[n, i, h * stride + r, w * stride + c] * W[o, i, r, c] }
              }
              y[n, o, h, w] += s
            }
          }
        }
      }
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dW = .zeros(like: W)
    db = .zeros(like: b)
    var dxp = Tensor.zeros(like: xp)
    for n in 0..<dy.shape[0] {
      for o in 0..<b.count {
        for h in 0..<dy.shape[2] {
          for w in 0..<dy.shape[3] {
            let d = dy[n, o, h, w]
            db[o] += d
            for i in 0..<W.shape[1] {
              for r in 0..<W.shape[2] {
                for c in 0..<W.shape[3] {
                  dW[o, i, r, c] += d * xp[n, i, h * stride + r, w * stride + c]
                  dxp[n, i, h * stride + r, w * stride + c] += d * W[o, i, r, c]
                }
              }
            }
          }
        }
      }
    }
    var dx = Tensor(repeating: 0, shape: [xp.shape[0], xp.shape[1], size.0, size.1])
    for n in 0..<dx.shape[0] {
      for i in 0..<dx.shape[1] {
        for r in 0..<size.0 { for c in 0..<size.1 { dx[n, i, r, c] = dxp[n, i, r + padding, c + padding] } }
      }
    }
    return dx
  }
}
