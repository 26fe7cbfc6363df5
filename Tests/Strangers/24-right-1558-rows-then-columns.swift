import GradusKit

struct MaxPooling: Layer {
  @Setting var size = 2
  @Setting var stride = 2
  @Setting var padding = 0
  private var x = Tensor(0)
  private var y = Tensor(0)

  /// The largest of every window of a list, outside of which is nothing.
  private func windows(_ list: [Double]) -> [Double] {
    let count = (list.count + 2 * padding - size) / stride + 1
    return (0..<count).map { (k: Int) -> Double in
      let start = k * stride - padding
      var largest = -Double.infinity
      for p in start..<(start + size) where p >= 0 && p < list.count { largest = max(largest, list[p]) }
      return largest
    }
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    self.x = x
    let rows = x.shape[2], columns = x.shape[3]
    let height = (rows + 2 * padding - size) / stride + 1
    let width = (columns + 2 * padding - size) / stride + 1
    var out = Tensor.zeros([x.shape[0], x.shape[1], height, width])
    for n in 0..<x.shape[0] {
      for i in 0..<x.shape[1] {
        // every row of the image gets shorter
        var narrow: [[Double]] = []
        for r in 0..<rows {
          var row: [Double] = []
          for c in 0..<columns { row.append(x[n, i, r, c]) }
          narrow.append(windows(row))
        }
        // then every column
        for w in 0..<width {
          let column = windows(narrow.map { $0[w] })
          for h in 0..<height { out[n, i, h, w] = column[h] }
        }
      }
    }
    y = out
    return out
  }

  private func first(_ n: Int, _ i: Int, _ h: Int, _ w: Int) -> (Int, Int)? {
    for row in (h * stride - padding)..<(h * stride - padding + size) where row >= 0 && row < x.shape[2] {
      for column in (w * stride - padding)..<(w * stride - padding + size) where column >= 0 && column < x.shape[3] {
        if x[n, i, row, column] == y[n, i, h, w] { return (row, column) }
      }
    }
    return nil
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    var dx = Tensor.zeros(like: x)
    for n in 0..<dy.shape[0] { for i in 0..<dy.shape[1] { for h in 0..<dy.shape[2] { for w in 0..<dy.shape[3] {
      if let (row, column) = first(n, i, h, w) { dx[n, i, row, column] += dy[n, i, h, w] }
    } } } }
    return dx
  }
}
