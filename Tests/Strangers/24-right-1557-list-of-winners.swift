import GradusKit

struct MaxPooling: Layer {
  @Setting var size = 2
  @Setting var stride = 2
  @Setting var padding = 0

  private var winners: [Int] = []
  private var shape: [Int] = []

  mutating func forward(_ x: Tensor) -> Tensor {
    shape = x.shape
    let (rows, columns) = (x.shape[2], x.shape[3])
    let height = (rows + 2 * padding - size) / stride + 1
    let width = (columns + 2 * padding - size) / stride + 1
    winners = []
    for plane in 0..<(x.shape[0] * x.shape[1]) {
      for h in 0..<height {
        let top = max(0, h * stride - padding), bottom = min(rows, h * stride - padding + size)
        for w in 0..<width {
          let left = max(0, w * stride - padding), right = min(columns, w * stride - padding + size)
          var best = (plane * rows + top) * columns + left
          for r in top..<bottom {
            for c in left..<right {
              let here = (plane * rows + r) * columns + c
              if x[here] > x[best] { best = here }
            }
          }
          winners.append(best)
        }
      }
    }
    return Tensor(shape: [x.shape[0], x.shape[1], height, width], values: winners.map { x[$0] })
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    var dx = Tensor(repeating: 0, shape: shape)
    for (k, winner) in winners.enumerated() { dx[winner] += dy[k] }
    return dx
  }
}
