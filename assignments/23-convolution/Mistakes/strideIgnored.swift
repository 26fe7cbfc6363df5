import GradusKit

struct Convolution: Layer {
  @Setting var stride = 1
  @Setting var padding = 0
  // Given before the first call: W[o, i, r, c] is what kernel o has for channel i in its row r and column c.
  var W = Tensor(0)
  var b = Tensor(0)

  var dW = Tensor(0)
  var db = Tensor(0)
  private var input = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    input = x
    let height = (x.shape[2] + 2 * padding - W.shape[2]) / stride + 1
    let width = (x.shape[3] + 2 * padding - W.shape[3]) / stride + 1
    var y = Tensor(repeating: 0, shape: [x.shape[0], b.count, height, width])
    for n in 0..<x.shape[0] {
      for o in 0..<b.count {
        for h in 0..<height {
          for w in 0..<width {
            y[n, o, h, w] = b[o]
            overlap(h, w) { i, r, c, row, column in
              y[n, o, h, w] += x[n, i, row, column] * W[o, i, r, c]
            }
          }
        }
      }
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    var dx = Tensor.zeros(like: input)
    var slopes = Tensor.zeros(like: W)
    db = .zeros(like: b)
    for n in 0..<dy.shape[0] {
      for o in 0..<dy.shape[1] {
        for h in 0..<dy.shape[2] {
          for w in 0..<dy.shape[3] {
            db[o] += dy[n, o, h, w]
            overlap(h, w) { i, r, c, row, column in
              slopes[o, i, r, c] += dy[n, o, h, w] * input[n, i, row, column]
              dx[n, i, row, column] += dy[n, o, h, w] * W[o, i, r, c]
            }
          }
        }
      }
    }
    dW = slopes
    return dx
  }

  /// Visits what a kernel covers at output (h, w), in every channel: its own row and column, and the image's. What lies in
  /// the padding is zero, and passed over.
  private func overlap(_ h: Int, _ w: Int, _ visit: (Int, Int, Int, Int, Int) -> Void) {
    for i in 0..<W.shape[1] {
      for r in 0..<W.shape[2] {
        for c in 0..<W.shape[3] {
          let row = h + r - padding
          let column = w + c - padding
          if row >= 0, row < input.shape[2], column >= 0, column < input.shape[3] { visit(i, r, c, row, column) }
        }
      }
    }
  }
}
