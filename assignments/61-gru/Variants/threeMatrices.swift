import GradusKit

// The gates' matrices are taken apart first, and their gradients put together last.
struct GRU: Layer {
  var h0 = Tensor(0)
  var Wx = Tensor(0)
  var Wh = Tensor(0)
  var b = Tensor(0)
  var dh = Tensor(0)
  var h: [Tensor] = []
  var dWx: [[Double]] = []
  var dWh: [[Double]] = []
  var db: [Double] = []
  var dh0 = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    let H = h0.shape[1]
    let parts = (0..<3).map { k in Array(k * H..<(k + 1) * H) }
    let (W, U) = (parts.map { Wx[rows: $0] }, parts.map { Wh[rows: $0] })
    let c = parts.map { part in Tensor(shape: [H], values: part.map { b[$0] }) }
    var (r, z, n): ([Tensor], [Tensor], [Tensor]) = ([], [], [])
    h = []
    for t in 0..<x.shape[0] {
      let past = h.last ?? h0
      r.append(sigmoid(matmul(x[row: t], W[0].transposed()) + matmul(past, U[0].transposed()) + c[0]))
      z.append(sigmoid(matmul(x[row: t], W[1].transposed()) + matmul(past, U[1].transposed()) + c[1]))
      n.append(tanh(matmul(x[row: t], W[2].transposed()) + matmul(r[t] * past, U[2].transposed()) + c[2]))
      h.append(n[t] - z[t] * n[t] + z[t] * past)
    }
    var dW = W.map { 0 * $0 }
    var dU = U.map { 0 * $0 }
    var dc = c.map { 0 * $0 }
    dh0 = 0 * h0
    for t in h.indices.reversed() {
      let past = t > 0 ? h[t - 1] : h0
      let total = dh0 + dh[row: t]
      let slopeN = (1 - n[t] * n[t]) * (total - total * z[t])
      let slopeZ = z[t] * (1 - z[t]) * (past - n[t]) * total
      let toReset = matmul(slopeN, U[2])
      let slopeR = r[t] * (1 - r[t]) * past * toReset
      for (k, slope) in [slopeR, slopeZ, slopeN].enumerated() {
        dW[k] += matmul(slope.transposed(), x[row: t])
        dU[k] += matmul(slope.transposed(), k == 2 ? r[t] * past : past)
        dc[k] += slope.sum(axis: 0)
      }
      dh0 = z[t] * total + r[t] * toReset + matmul(slopeR, U[0]) + matmul(slopeZ, U[1])
    }
    dWx = dW.flatMap { one in (0..<H).map { Array(one[row: $0]) } }
    dWh = dU.flatMap { one in (0..<H).map { Array(one[row: $0]) } }
    db = dc.flatMap { Array($0) }
    var all = Tensor.zeros([x.shape[0], h0.shape[0], H])
    for t in h.indices { all[row: t] = h[t] }
    return all
  }

  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
