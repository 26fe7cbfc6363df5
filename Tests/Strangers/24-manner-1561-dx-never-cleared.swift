import GradusKit

struct MaxPooling: Layer {
  @Setting var size = 2
  @Setting var stride = 2
  @Setting var padding = 0

  // kept, so that memory is not asked for each time
  private var dx = Tensor(0)
  private var argmax: [Int] = []

  mutating func forward(_ x: Tensor) -> Tensor {
    if dx.shape != x.shape { dx = .zeros(like: x) }
    let (rows, columns) = (x.shape[2], x.shape[3])
    let height = (rows + 2 * padding - size) / stride + 1
    let width = (columns + 2 * padding - size) / stride + 1
    var y = Tensor(repeating: -Double.infinity, shape: [x.shape[0], x.shape[1], height, width])
    argmax = Array(repeating: 0, count: y.count)
    var k = 0
    for n in 0..<x.shape[0] {
      for i in 0..<x.shape[1] {
        let base = (n * x.shape[1] + i) * rows * columns
        for h in 0..<height {
          for w in 0..<width {
            for row in (h * stride - padding)..<(h * stride - padding + size) where (0..<rows).contains(row) {
              for column in (w * stride - padding)..<(w * stride - padding + size) where (0..<columns).contains(column) {
                let at = base + row * columns + column
                if x[at] > y[k] {
                  y[k] = x[at]
                  argmax[k] = at
                }
              }
            }
            k += 1
          }
        }
      }
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    for k in argmax.indices { dx[argmax[k]] += dy[k] }
    return dx
  }
}
