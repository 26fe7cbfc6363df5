import GradusKit

struct Convolution: Layer {
  @Setting var stride = 1
  @Setting var padding = 0
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  private var x = Tensor(0)

  /// A pixel, or 0 outside.
  private func pixel(_ n: Int, _ i: Int, _ row: Int, _ column: Int) -> Double {
    guard (0..<x.shape[2]).contains(row), (0..<x.shape[3]).contains(column) else { return 0 }
    return x[n, i, row, column]
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    self.x = x
    let height = (x.shape[2] + 2 * padding - W.shape[2]) / stride + 1
    let width = (x.shape[3] + 2 * padding - W.shape[3]) / stride + 1
    var y = Tensor(repeating: 0, shape: [x.shape[0], b.count, height, width])
    for n in 0..<x.shape[0] {
      for o in 0..<b.count {
        for h in 0..<height {
          for w in 0..<width {
            y[n, o, h, w] = b[o]
            for i in 0..<W.shape[1] {
              for r in 0..<W.shape[2] {
                for c in 0..<W.shape[3] {
                  let v = pixel(n, i, h * stride + r - padding, w * stride + c - padding)
                  y[n, o, h, w] += v * W[o, i, r, c]
                }
              }
            }
          }
        }
      }
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let (N, O, H, V) = (dy.shape[0], dy.shape[1], dy.shape[2], dy.shape[3])
    // biases
    db = dy.sum(axis: 3).sum(axis: 2).sum(axis: 0)
    // weights
    dW = Tensor.zeros(like: W)
    for o in 0..<O {
      for i in 0..<W.shape[1] {
        for r in 0..<W.shape[2] {
          for c in 0..<W.shape[3] {
            var sum = 0.0
            for n in 0..<N {
              for h in 0..<H {
                for w in 0..<V {
                  sum += dy[n, o, h, w] * pixel(n, i, h * stride + r, w * stride + c)
                }
              }
            }
            dW[o, i, r, c] = sum
          }
        }
      }
    }
    // inputs
    var dx = Tensor.zeros(like: x)
    for n in 0..<N {
      for o in 0..<O {
        for h in 0..<H {
          for w in 0..<V {
            for i in 0..<W.shape[1] {
              for r in 0..<W.shape[2] {
                for c in 0..<W.shape[3] {
                  let row = h * stride + r - padding, column = w * stride + c - padding
                  if row < 0 || column < 0 || row >= x.shape[2] || column >= x.shape[3] { continue }
                  dx[n, i, row, column] += dy[n, o, h, w] * W[o, i, r, c]
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
