import GradusKit

struct Convolution: Layer {
  @Setting var stride = 1
  @Setting var padding = 0
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  /// the image with its rim
  var padded = Tensor(0)

  func pad(_ x: Tensor) -> Tensor {
    let s = x.shape
    var big = Tensor(repeating: 0, shape: [s[0], s[1], s[2] + 2 * padding, s[3] + 2 * padding])
    for n in 0..<s[0] {
      for i in 0..<s[1] {
        for r in 0..<s[2] {
          for c in 0..<s[3] { big[n, i, r + padding, c + padding] = x[n, i, r, c] }
        }
      }
    }
    return big
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    padded = pad(x)
    let height = (x.shape[2] + 2 * padding - W.shape[2]) / stride + 1
    let width = (x.shape[3] + 2 * padding - W.shape[3]) / stride + 1
    var y = Tensor(repeating: 0, shape: [x.shape[0], b.count, height, width])
    for n in 0..<x.shape[0] {
      for o in 0..<b.count {
        for h in 0..<height {
          for w in 0..<width {
            for r in 0..<W.shape[2] {
              var line = b[o]
              for i in 0..<W.shape[1] {
                for c in 0..<W.shape[3] {
                  line += padded[n, i, h * stride + r, w * stride + c] * W[o, i, r, c]
                }
              }
              y[n, o, h, w] += line
            }
          }
        }
      }
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dW = Tensor.zeros(like: W)
    db = Tensor.zeros(like: b)
    var big = Tensor.zeros(like: padded)
    for n in 0..<dy.shape[0] {
      for o in 0..<b.count {
        for h in 0..<dy.shape[2] {
          for w in 0..<dy.shape[3] {
            let d = dy[n, o, h, w]
            db[o] += d
            for i in 0..<W.shape[1] {
              for r in 0..<W.shape[2] {
                for c in 0..<W.shape[3] {
                  let row = h * stride + r, column = w * stride + c
                  dW[o, i, r, c] += d * padded[n, i, row, column]
                  big[n, i, row, column] += d * W[o, i, r, c]
                }
              }
            }
          }
        }
      }
    }
    // cut the rim off
    let p = padding
    let s = padded.shape
    var dx = Tensor(repeating: 0, shape: [s[0], s[1], s[2] - 2 * p, s[3] - 2 * p])
    for n in 0..<s[0] {
      for i in 0..<s[1] {
        for r in 0..<(s[2] - 2 * p) {
          for c in 0..<(s[3] - 2 * p) { dx[n, i, r, c] = big[n, i, r + p, c + p] }
        }
      }
    }
    return dx
  }
}
