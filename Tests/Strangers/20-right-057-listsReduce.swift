import GradusKit

private func lists(_ t: Tensor) -> [[Double]] {
  (0..<t.shape[0]).map { r in Array(t[row: r]) }
}
private func flip(_ m: [[Double]]) -> [[Double]] {
  m[0].indices.map { c in m.map { $0[c] } }
}
private func inner(_ u: [Double], _ v: [Double]) -> Double {
  Swift.zip(u, v).reduce(0.0) { $0 + $1.0 * $1.1 }
}

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW: [[Double]] = []
  var db: [Double] = []
  private var xs: [[Double]] = []

  mutating func forward(_ x: Tensor) -> Tensor {
    xs = lists(x)
    let ws = lists(W), bs = Array(b)
    let ys: [[Double]] = xs.map { row in ws.indices.map { o in inner(row, ws[o]) + bs[o] } }
    return Tensor(ys)
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let perOutput = flip(lists(dy)), perInput = flip(xs), wT = flip(lists(W))
    dW = perOutput.map { d in perInput.map { xi in inner(d, xi) } }
    db = perOutput.map { d in d.reduce(0, +) }
    let dxs: [[Double]] = lists(dy).map { d in wT.map { w in inner(d, w) } }
    return Tensor(dxs)
  }
}
