import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  private var withOne: [[Double]] = []

  private var Wb: [[Double]] {
    (0..<W.shape[0]).map { out in (0..<W.shape[1]).map { i in W[out, i] } + [b[out]] }
  }

  mutating func forward(_ X: Tensor) -> Tensor {
    withOne = (0..<X.shape[0]).map { n in (0..<X.shape[1]).map { i in X[n, i] } + [1.0] }
    let t = Wb
    var rows: [[Double]] = []
    for e in withOne {
      var row: [Double] = []
      for w in t {
        var sumUp = 0.0
        for k in 0..<w.count { sumUp += w[k] * e[k] }
        row.append(sumUp)
      }
      rows.append(row)
    }
    return Tensor(rows)
  }

  mutating func backward(_ g: Tensor) -> Tensor {
    let t = Wb
    let last = t[0].count - 1
    var total = t.map { $0.map { _ in 0.0 } }
    var dX: [[Double]] = []
    for n in 0..<withOne.count {
      var row = [Double](repeating: 0, count: last)
      for out in 0..<t.count {
        let err = g[n, out]
        for k in 0...last {
          total[out][k] += err * withOne[n][k]
          if k < last { row[k] += err * t[out][k] * withOne[n][k] }
        }
      }
      dX.append(row)
    }
    dW = Tensor(total.map { Array($0[..<last]) })
    db = Tensor(total.map { $0[last] })
    return Tensor(dX)
  }
}
