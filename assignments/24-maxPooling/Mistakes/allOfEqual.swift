import GradusKit

struct MaxPooling: Layer {
  @Setting var size = 2
  @Setting var stride = 2
  @Setting var padding = 0
  private var x = Tensor(0), y = Tensor(0)

  private func window(_ output: Int, _ extent: Int) -> Range<Int> {
    let first = output * stride - padding
    return max(first, 0)..<min(first + size, extent)
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    self.x = x
    let height = (x.shape[2] - size + 2 * padding) / stride + 1
    let width = (x.shape[3] - size + 2 * padding) / stride + 1
    y = .zeros([x.shape[0], x.shape[1], height, width])
    for n in 0..<x.shape[0] {
      for i in 0..<x.shape[1] {
        for h in 0..<height {
          for w in 0..<width {
            let patch = window(h, x.shape[2]).flatMap { row in
              window(w, x.shape[3]).map { x[n, i, row, $0] }
            }
            y[n, i, h, w] = patch.reduce(patch[0]) { $0 < $1 ? $1 : $0 }
          }
        }
      }
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    var dx = Tensor.zeros(like: x)
    for n in 0..<x.shape[0] {
      for i in 0..<x.shape[1] {
        for row in 0..<x.shape[2] {
          for column in 0..<x.shape[3] {
            for h in 0..<y.shape[2] where window(h, x.shape[2]).contains(row) {
              for w in 0..<y.shape[3] where window(w, x.shape[3]).contains(column) {
                if y[n, i, h, w] == x[n, i, row, column] { dx[n, i, row, column] += dy[n, i, h, w] }
              }
            }
          }
        }
      }
    }
    return dx
  }
}
