import GradusKit

/// The bias is treated as the weight of one more input, which is always 1.
struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  private var extended: [[Double]] = []

  private var theta: [[Double]] {
    (0..<W.shape[0]).map { o in (0..<W.shape[1]).map { i in W[o, i] } + [b[o]] }
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    extended = (0..<x.shape[0]).map { n in (0..<x.shape[1]).map { i in x[n, i] } + [1.0] }
    let t = theta
    var rows: [[Double]] = []
    for e in extended {
      var row: [Double] = []
      for w in t {
        var s = 0.0
        for k in 0..<w.count { s += w[k] * e[k] }
        row.append(s)
      }
      rows.append(row)
    }
    return Tensor(rows)
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let t = theta
    let last = t[0].count - 1
    var grad = t.map { $0.map { _ in 0.0 } }
    var dx: [[Double]] = []
    for n in 0..<extended.count {
      var row = [Double](repeating: 0, count: last)
      for o in 0..<t.count {
        let d = dy[n, o]
        for k in 0...last {
          grad[o][k] += d * extended[n][k]
          if k < last { row[k] += d * t[o][k] }
        }
      }
      dx.append(row)
    }
    dW = Tensor(grad.map { Array($0[..<last]) })
    db = Tensor(grad.map { $0[last] })
    return Tensor(dx)
  }
}
