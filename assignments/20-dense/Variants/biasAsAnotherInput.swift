import GradusKit

// The bias is the weight of an input that is always 1, in one list of lists with the others.
struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW: [[Double]] = []
  var db: [Double] = []
  private var rows: [[Double]] = []

  mutating func forward(_ x: Tensor) -> Tensor {
    rows = (0..<x.shape[0]).map { x[row: $0].values + [1] }
    let all = (0..<b.count).map { W[row: $0].values + [b[$0]] }
    let y = rows.flatMap { row in all.map { zip(row, $0).map { $0 * $1 }.reduce(0, +) } }
    return Tensor(shape: [x.shape[0], b.count], values: y)
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    var sums = [[Double]](repeating: [Double](repeating: 0, count: W.shape[1] + 1), count: b.count)
    var dx = Tensor.zeros([dy.shape[0], W.shape[1]])
    for (n, row) in rows.enumerated() {
      for o in sums.indices {
        for (i, value) in row.enumerated() { sums[o][i] += dy[n, o] * value }
      }
      for i in 0..<W.shape[1] { dx[n, i] = dy[row: n].dot(W[column: i]) }
    }
    dW = sums.map { Array($0.dropLast()) }
    db = sums.map { $0[$0.count - 1] }
    return dx
  }
}
