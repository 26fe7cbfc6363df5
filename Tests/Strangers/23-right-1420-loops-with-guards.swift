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
  private var image = Tensor(0)

  /// Calls `visit` for every product of the sum.
  private func everyProduct(_ height: Int, _ width: Int, _ visit: (Int, Int, Int, Int, Int, Int, Int, Int, Int) -> Void) {
    for n in 0..<image.shape[0] {
      for o in 0..<W.shape[0] {
        for i in 0..<W.shape[1] {
          for h in 0..<height {
            for r in 0..<W.shape[2] {
              let row = h * stride + r - padding
              if row < 0 || row >= image.shape[2] { continue }
              for w in 0..<width {
                for c in 0..<W.shape[3] {
                  let column = w * stride + c - padding
                  if column < 0 || column >= image.shape[3] { continue }
                  visit(n, o, i, h, w, r, c, row, column)
                }
              }
            }
          }
        }
      }
    }
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    image = x
    let height = (x.shape[2] + 2 * padding - W.shape[2]) / stride + 1
    let width = (x.shape[3] + 2 * padding - W.shape[3]) / stride + 1
    var y = Tensor(repeating: 0, shape: [x.shape[0], b.count, height, width])
    everyProduct(height, width) { n, o, i, h, w, r, c, row, column in
      y[n, o, h, w] += x[n, i, row, column] * W[o, i, r, c]
    }
    for n in 0..<x.shape[0] {
      for o in 0..<b.count { for h in 0..<height { for w in 0..<width { y[n, o, h, w] += b[o] } } }
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    var dx = Tensor.zeros(like: image)
    var gW = Tensor.zeros(like: W)
    var gb = Tensor.zeros(like: b)
    everyProduct(dy.shape[2], dy.shape[3]) { n, o, i, h, w, r, c, row, column in
      dx[n, i, row, column] += dy[n, o, h, w] * W[o, i, r, c]
      gW[o, i, r, c] += dy[n, o, h, w] * image[n, i, row, column]
    }
    let each = dy.shape[2] * dy.shape[3]
    for (k, d) in dy.values.enumerated() { gb[k / each % b.count] += d }
    dW = gW
    db = gb
    return dx
  }
}
