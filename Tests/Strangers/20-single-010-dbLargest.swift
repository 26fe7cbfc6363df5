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
  private var xFlat: [[Double]] = []

  mutating func backward(_ grad: Tensor) -> Tensor {
    let perOutput = flip(lists(grad)), perInput = flip(xFlat), wT = flip(lists(W))
    dW = perOutput.map { d in perInput.map { xi in inner(d, xi) } }
    db = perOutput.map { d in d.max()! }
    let dxs: [[Double]] = lists(grad).map { d in wT.map { w in inner(d, w) } }
    return Tensor(dxs)
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    xFlat = lists(x)
    let ws = lists(W), bs = Array(b)
    let ys: [[Double]] = xFlat.map { row in ws.indices.map { j in inner(row, ws[j]) + bs[j] } }
    return Tensor(ys)
  }
}
