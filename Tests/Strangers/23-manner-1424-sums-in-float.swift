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
  var x = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    self.x = x
    let height = (x.shape[2] + 2 * padding - W.shape[2]) / stride + 1
    let width = (x.shape[3] + 2 * padding - W.shape[3]) / stride + 1
    var y = Tensor(repeating: 0, shape: [x.shape[0], b.count, height, width])
    for n in 0..<x.shape[0] {
      for o in 0..<b.count {
        for h in 0..<height {
          for w in 0..<width {
            var sum = Float(b[o])
            for i in 0..<W.shape[1] {
              for r in 0..<W.shape[2] {
                for c in 0..<W.shape[3] {
                  let row = h * stride + r - padding
                  let column = w * stride + c - padding
                  if (0..<x.shape[2]).contains(row) && (0..<x.shape[3]).contains(column) {
                    sum += Float(x[n, i, row, column]) * Float(W[o, i, r, c])
                  }
                }
              }
            }
            y[n, o, h, w] = Double(sum)
          }
        }
      }
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dW = Tensor.zeros(like: W)
    db = Tensor.zeros(like: b)
    var dx = Tensor.zeros(like: x)
    for n in 0..<dy.shape[0] {
      for o in 0..<dy.shape[1] {
        for h in 0..<dy.shape[2] {
          for w in 0..<dy.shape[3] {
            db[o] += dy[n, o, h, w]
            for i in 0..<W.shape[1] {
              for r in 0..<W.shape[2] {
                for c in 0..<W.shape[3] {
                  let row = h * stride + r - padding
                  let column = w * stride + c - padding
                  if (0..<x.shape[2]).contains(row) && (0..<x.shape[3]).contains(column) {
                    dW[o, i, r, c] += dy[n, o, h, w] * x[n, i, row, column]
                    dx[n, i, row, column] += dy[n, o, h, w] * W[o, i, r, c]
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
