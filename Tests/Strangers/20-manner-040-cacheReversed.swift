import GradusKit

/// The bias is treated as the weight of one more input, which is always 1.
struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  private var stack: [[Double]] = []

  private var theta: [[Double]] {
    (0..<W.shape[0]).map { unit in (0..<W.shape[1]).map { c in W[unit, c] } + [b[unit]] }
  }

  mutating func backward(_ upstream: Tensor) -> Tensor {
    let t = theta
    let last = t[0].count - 1
    var slopes = t.map { $0.map { _ in 0.0 } }
    var gradX: [[Double]] = []
    for example in 0..<stack.count {
      var row = [Double](repeating: 0, count: last)
      for unit in 0..<t.count {
        let err = upstream[example, unit]
        for k in 0...last {
          slopes[unit][k] += err * stack[example][k]
          if k < last { row[k] += err * t[unit][k] }
        }
      }
      gradX.append(row)
    }
    dW = Tensor(slopes.map { Array($0[..<last]) })
    db = Tensor(slopes.map { $0[last] })
    return Tensor(gradX)
  }

  mutating func forward(_ inp: Tensor) -> Tensor {
    stack = (0..<inp.shape[0]).map { example in (0..<inp.shape[1]).map { c in inp[example, c] } + [1.0] }
    let t = theta
    var rows: [[Double]] = []
    defer { stack.reverse() }
    for e in stack {
      var row: [Double] = []
      for w in t {
        var acc = 0.0
        for k in 0..<w.count { acc += w[k] * e[k] }
        row.append(acc)
      }
      rows.append(row)
    }
    return Tensor(rows)
  }
}
