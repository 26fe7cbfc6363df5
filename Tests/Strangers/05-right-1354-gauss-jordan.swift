import GradusKit

/// A linear neuron whose weights are found at once, without iterations.
struct LinearNeuron: Layer {
  /// The grader writes this before each call: a row for each example, a column for each output.
  var target = Tensor(0)

  /// What you find is read from these, by name: W has a row for each output and a column for each input, b an entry for
  /// each output.
  var W = Tensor(0)
  var b = Tensor(0)
  var loss = 0.0

  mutating func forward(_ x: Tensor) -> Tensor {
    let n = x.shape[0], m = x.shape[1] + 1, outs = target.shape[1]
    func value(_ r: Int, _ c: Int) -> Double { c == m - 1 ? 1 : x[r, c] }
    // augmented matrix [XtX | Xt target]
    var a = [[Double]](repeating: [Double](repeating: 0, count: m + outs), count: m)
    for r in 0..<m {
      for c in 0..<m { for k in 0..<n { a[r][c] += value(k, r) * value(k, c) } }
      for o in 0..<outs { for k in 0..<n { a[r][m + o] += value(k, r) * target[k, o] } }
    }
    for p in 0..<m {
      var best = p
      for r in p..<m where abs(a[r][p]) > abs(a[best][p]) { best = r }
      a.swapAt(p, best)
      let pivot = a[p][p]
      for c in 0..<(m + outs) { a[p][c] /= pivot }
      for r in 0..<m where r != p {
        let f = a[r][p]
        if f == 0 { continue }
        for c in 0..<(m + outs) { a[r][c] -= f * a[p][c] }
      }
    }
    W = Tensor(repeating: 0, shape: [outs, m - 1])
    b = Tensor(repeating: 0, shape: [outs])
    for o in 0..<outs {
      for i in 0..<(m - 1) { W[o, i] = a[i][m + o] }
      b[o] = a[m - 1][m + o]
    }
    let y = matmul(x, W.transposed()) + b
    loss = pow(y - target, 2).mean()
    return y
  }

  /// Never called here; every `Layer` has it.
  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
