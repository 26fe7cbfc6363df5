import GradusKit

struct MaxPooling: Layer {
  @Setting var size = 2
  @Setting var stride = 2
  @Setting var padding = 0
  var x = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    self.x = x
    let height = (x.shape[2] + 2 * padding - size) / stride + 1
    let width = (x.shape[3] + 2 * padding - size) / stride + 1
    var y = Tensor(repeating: 0, shape: [x.shape[0], x.shape[1], height, width])
    for n in 0..<x.shape[0] { for i in 0..<x.shape[1] { for h in 0..<height { for w in 0..<width {
      for r in 0..<size { for c in 0..<size {
        let row = h * stride + r - padding, column = w * stride + c - padding
        if row >= 0, column >= 0, row < x.shape[2], column < x.shape[3] {
          y[n, i, h, w] = max(y[n, i, h, w], x[n, i, row, column])
        }
      } }
    } } } }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    var dx = Tensor.zeros(like: x)
    for n in 0..<dy.shape[0] { for i in 0..<dy.shape[1] { for h in 0..<dy.shape[2] { for w in 0..<dy.shape[3] {
      // who was it?
      var winner: (row: Int, column: Int)? = nil
      for r in 0..<size { for c in 0..<size {
        let row = h * stride + r - padding, column = w * stride + c - padding
        guard row >= 0, column >= 0, row < x.shape[2], column < x.shape[3] else { continue }
        if let old = winner, x[n, i, old.row, old.column] >= x[n, i, row, column] { continue }
        winner = (row, column)
      } }
      if let winner { dx[n, i, winner.row, winner.column] += dy[n, i, h, w] }
    } } } }
    return dx
  }
}
