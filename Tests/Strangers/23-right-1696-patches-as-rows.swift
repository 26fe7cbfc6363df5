import GradusKit

/// im2col: a row for each patch, a column for each weight of a kernel.
struct Convolution: Layer {
  @Setting var stride = 1
  @Setting var padding = 0
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)

  private var patches = Tensor(0)
  private var shape: [Int] = []

  /// Calls `body` with (row of the patch, its column, and the four indices of the pixel), for pixels within the image.
  private func visit(_ height: Int, _ width: Int, _ body: (Int, Int, Int, Int, Int, Int) -> Void) {
    let (C, R, K) = (W.shape[1], W.shape[2], W.shape[3])
    for n in 0..<shape[0] {
      for h in 0..<height {
        for w in 0..<width {
          let patch = (n * height + h) * width + w
          for i in 0..<C {
            for r in 0..<R {
              let row = h * stride + r - padding
              if row < 0 || row >= shape[2] { continue }
              for c in 0..<K {
                let column = w * stride + c - padding
                if column < 0 || column >= shape[3] { continue }
                body(patch, (i * R + r) * K + c, n, i, row, column)
              }
            }
          }
        }
      }
    }
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    shape = x.shape
    let height = (x.shape[2] + 2 * padding - W.shape[2]) / stride + 1
    let width = (x.shape[3] + 2 * padding - W.shape[3]) / stride + 1
    let O = b.count
    var rows = Tensor(repeating: 0, shape: [x.shape[0] * height * width, W.count / O])
    visit(height, width) { p, k, n, i, row, column in rows[p, k] = x[n, i, row, column] }
    patches = rows

    let flat = rows.matmul(W.reshaped(O, -1).transposed()) + b
    var y = Tensor(repeating: 0, shape: [x.shape[0], O, height, width])
    for n in 0..<x.shape[0] {
      for o in 0..<O {
        for h in 0..<height {
          for w in 0..<width { y[n, o, h, w] = flat[(n * height + h) * width + w, o] }
        }
      }
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let (O, height, width) = (dy.shape[1], dy.shape[2], dy.shape[3])
    var flat = Tensor(repeating: 0, shape: [dy.shape[0] * height * width, O])
    for n in 0..<dy.shape[0] {
      for o in 0..<O {
        for h in 0..<height {
          for w in 0..<width { flat[(n * height + h) * width + w, o] = dy[n, o, h, w] }
        }
      }
    }
    dW = Tensor(shape: W.shape, values: flat.transposed().matmul(patches).values)
    db = flat.sum(axis: 0)
    let back = flat.matmul(W.reshaped(O, -1))
    var dx = Tensor(repeating: 0, shape: shape)
    visit(height, width) { p, k, n, i, row, column in dx[n, i, row, column] += back[p, k] }
    return dx
  }
}
