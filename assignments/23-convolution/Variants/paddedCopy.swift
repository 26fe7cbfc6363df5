import GradusKit

// The padding is really put round the image; on the way back it is cut off again.
struct Convolution: Layer {
  @Setting var stride = 1
  @Setting var padding = 0
  var W = Tensor(0), b = Tensor(0), dW = Tensor(0), db = Tensor(0)
  private var padded = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    let p = padding
    padded = .zeros([x.shape[0], x.shape[1], x.shape[2] + 2 * p, x.shape[3] + 2 * p])
    for n in 0..<x.shape[0] {
      for i in 0..<x.shape[1] {
        for r in 0..<x.shape[2] { for c in 0..<x.shape[3] { padded[n, i, r + p, c + p] = x[n, i, r, c] } }
      }
    }
    let height = (padded.shape[2] - W.shape[2]) / stride + 1
    let width = (padded.shape[3] - W.shape[3]) / stride + 1
    var y = Tensor.zeros([x.shape[0], W.shape[0], height, width])
    for n in 0..<x.shape[0] {
      for o in 0..<W.shape[0] {
        for h in 0..<height {
          for w in 0..<width {
            var sum = 0.0
            for i in (0..<W.shape[1]).reversed() {
              for r in (0..<W.shape[2]).reversed() {
                for c in (0..<W.shape[3]).reversed() {
                  sum += W[o, i, r, c] * padded[n, i, h * stride + r, w * stride + c]
                }
              }
            }
            y[n, o, h, w] = sum + b[o]
          }
        }
      }
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let p = padding
    var dPadded = Tensor.zeros(like: padded)
    dW = .zeros(like: W)
    db = .zeros(like: b)
    for n in 0..<dy.shape[0] {
      for o in 0..<dy.shape[1] {
        for h in 0..<dy.shape[2] {
          for w in 0..<dy.shape[3] {
            let slope = dy[n, o, h, w]
            db[o] += slope
            for i in 0..<W.shape[1] {
              for r in 0..<W.shape[2] {
                for c in 0..<W.shape[3] {
                  dW[o, i, r, c] += slope * padded[n, i, h * stride + r, w * stride + c]
                  dPadded[n, i, h * stride + r, w * stride + c] += slope * W[o, i, r, c]
                }
              }
            }
          }
        }
      }
    }
    var dx = Tensor.zeros([padded.shape[0], padded.shape[1], padded.shape[2] - 2 * p, padded.shape[3] - 2 * p])
    for n in 0..<dx.shape[0] {
      for i in 0..<dx.shape[1] {
        for r in 0..<dx.shape[2] { for c in 0..<dx.shape[3] { dx[n, i, r, c] = dPadded[n, i, r + p, c + p] } }
      }
    }
    return dx
  }
}
