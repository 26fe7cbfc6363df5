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
  var kept = Tensor(0)

  func at(_ t: Tensor, _ n: Int, _ i: Int, _ r: Int, _ c: Int) -> Double {
    r < 0 || c < 0 || r >= t.shape[2] || c >= t.shape[3] ? 0 : t[n, i, r, c]
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    kept = x
    let height = (x.shape[2] + 2 * padding - W.shape[2]) / stride + 1
    let width = (x.shape[3] + 2 * padding - W.shape[3]) / stride + 1
    var y = Tensor(repeating: 0, shape: [x.shape[0], b.count, height, width])
    for n in 0..<x.shape[0] {
      for o in 0..<b.count {
        for h in 0..<height {
          for w in 0..<width {
            var s = b[o]
            for i in 0..<W.shape[1] {
              for r in 0..<W.shape[2] {
                for c in 0..<W.shape[3] {
                  s += at(x, n, i, h * stride + r - padding, w * stride + c - padding) * W[o, i, r, c]
                }
              }
            }
            y[n, o, h, w] = s
          }
        }
      }
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dW = .zeros(like: W)
    db = .zeros(like: b)
    var dx = Tensor.zeros(like: kept)
    let R = W.shape[2], C = W.shape[3]
    for n in 0..<dy.shape[0] {
      for o in 0..<dy.shape[1] {
        for h in 0..<dy.shape[2] {
          for w in 0..<dy.shape[3] {
            let d = dy[n, o, h, w]
            db[o] += d
            for i in 0..<W.shape[1] {
              for r in 0..<R {
                for c in 0..<C {
                  let row = h * stride + r - padding, column = w * stride + c - padding
                  dW[o, i, r, c] += d * at(kept, n, i, row, column)
                  if row >= 0, row < kept.shape[2], column >= 0, column < kept.shape[3] {
                    dx[n, i, row, column] += d * W[o, i, R - 1 - r, C - 1 - c]
                  }
                }
              }
            }
          }
        }
      }
    }
    return dx
  }
}
