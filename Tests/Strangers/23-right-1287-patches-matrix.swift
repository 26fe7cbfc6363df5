import GradusKit

struct Convolution: Layer {
  @Setting var stride = 1
  @Setting var padding = 0
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)

  private var patches = Tensor(0)
  private var shape: [Int] = []

  /// Calls back with each place of the patches' matrix that lies in the image: its row and column, and the pixel's number.
  private func eachPlace(_ size: [Int], _ rows: Int, _ columns: Int, _ body: (Int, Int, Int) -> Void) {
    let kernel = W.shape
    for n in 0..<size[0] {
      for h in 0..<rows {
        for w in 0..<columns {
          let line = (n * rows + h) * columns + w
          for i in 0..<kernel[1] {
            for r in 0..<kernel[2] {
              let row = h * stride + r - padding
              guard row >= 0, row < size[2] else { continue }
              for c in 0..<kernel[3] {
                let column = w * stride + c - padding
                guard column >= 0, column < size[3] else { continue }
                let place = (i * kernel[2] + r) * kernel[3] + c
                body(line, place, ((n * size[1] + i) * size[2] + row) * size[3] + column)
              }
            }
          }
        }
      }
    }
  }

  private var flatW: Tensor { W.reshaped(W.shape[0], -1) }

  mutating func forward(_ x: Tensor) -> Tensor {
    shape = x.shape
    let rows = (shape[2] + 2 * padding - W.shape[2]) / stride + 1
    let columns = (shape[3] + 2 * padding - W.shape[3]) / stride + 1
    var table = Tensor(repeating: 0, shape: [shape[0] * rows * columns, W.count / W.shape[0]])
    eachPlace(shape, rows, columns) { line, place, pixel in table[line, place] = x[pixel] }
    patches = table

    let flat = matmul(table, flatW.transposed()) + b
    var y = Tensor(repeating: 0, shape: [shape[0], b.count, rows, columns])
    for n in 0..<shape[0] {
      for o in 0..<b.count {
        for h in 0..<rows {
          for w in 0..<columns { y[n, o, h, w] = flat[(n * rows + h) * columns + w, o] }
        }
      }
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let (images, kernels, rows, columns) = (dy.shape[0], dy.shape[1], dy.shape[2], dy.shape[3])
    var flat = Tensor(repeating: 0, shape: [images * rows * columns, kernels])
    for n in 0..<images {
      for o in 0..<kernels {
        for h in 0..<rows {
          for w in 0..<columns { flat[(n * rows + h) * columns + w, o] = dy[n, o, h, w] }
        }
      }
    }
    db = flat.sum(axis: 0)
    let d = matmul(flat.transposed(), patches)
    dW = Tensor(shape: W.shape, values: d.values)
    let spread = matmul(flat, flatW)
    var dx = Tensor(repeating: 0, shape: shape)
    eachPlace(shape, rows, columns) { line, place, pixel in dx[pixel] += spread[line, place] }
    return dx
  }
}
