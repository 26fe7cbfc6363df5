import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  var inputs: [[Double]] = []

  mutating func forward(_ x: Tensor) -> Tensor {
    inputs = (0..<x.shape[0]).map { Array(x[row: $0]) }
    var rows: [[Double]] = []
    for input in inputs {
      var row: [Double] = []
      for o in 0..<b.count {
        var s = b[o]
        for (i, value) in input.enumerated() { s += W[o, i] * value }
        row.append(s)
      }
      rows.append(row)
    }
    return Tensor(rows)
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dW = .zeros(like: W)
    db = .zeros(like: b)
    var dx: [[Double]] = inputs.map { $0.map { _ in 0.0 } }
    for n in inputs.indices {
      for o in 0..<b.count {
        db[o] += dy[n, o]
        for i in inputs[n].indices {
          dW[o, i] += dy[n, o] * inputs[n][i]
          dx[n][i] += 2 * dy[n, o] * W[o, i]
        }
      }
    }
    return Tensor(dx)
  }
}
