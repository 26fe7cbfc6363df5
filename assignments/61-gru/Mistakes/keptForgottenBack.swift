import GradusKit

struct GRU: Layer {
  // Given before the first call. The rows of Wx, Wh and b are those of r, z and n, one below the other.
  var h0 = Tensor(0)
  var Wx = Tensor(0)
  var Wh = Tensor(0)
  var b = Tensor(0)
  var dh = Tensor(0)

  var h = Tensor(0)
  var dWx = Tensor(0)
  var dWh = Tensor(0)
  var db = Tensor(0)
  var dh0 = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    let (times, batch, hidden) = (x.shape[0], h0.shape[0], h0.shape[1])
    let (ofR, ofZ, ofN) = (0..<hidden, hidden..<2 * hidden, 2 * hidden..<3 * hidden)
    let WhN = Wh[rows: Array(ofN)]
    h = .zeros([times, batch, hidden])
    var gates: [(r: Tensor, z: Tensor, n: Tensor)] = []
    for t in 0..<times {
      let hBefore = t == 0 ? h0 : h[row: t - 1]
      let a = matmul(x[row: t], Wx.transposed()) + b
      let rows = matmul(hBefore, Wh.transposed())
      let r = sigmoid(a[columns: ofR] + rows[columns: ofR])
      let z = sigmoid(a[columns: ofZ] + rows[columns: ofZ])
      let n = tanh(a[columns: ofN] + matmul(r * hBefore, WhN.transposed()))
      h[row: t] = (1 - z) * n + z * hBefore
      gates.append((r, z, n))
    }

    // Back through time: what reaches h of a position comes from above, and from the position after it.
    dWx = .zeros(like: Wx)
    dWh = .zeros(like: Wh)
    db = .zeros(like: b)
    dh0 = .zeros(like: h0)
    for t in (0..<times).reversed() {
      let (r, z, n) = gates[t]
      let hBefore = t == 0 ? h0 : h[row: t - 1]
      let dhTotal = dh[row: t] + dh0
      let dn = dhTotal * (1 - z) * (1 - n * n)
      let dreset = matmul(dn, WhN)
      let slopes = [dreset * hBefore * r * (1 - r), dhTotal * (hBefore - n) * z * (1 - z), dn]
      var da = Tensor.zeros([batch, 3 * hidden])
      var recurrent = da
      for k in 0..<3 * hidden {
        da[column: k] = slopes[k / hidden][column: k % hidden]
        if k < 2 * hidden { recurrent[column: k] = da[column: k] }
      }
      dWx += matmul(da.transposed(), x[row: t])
      db += da.sum(axis: 0)
      dWh += matmul(recurrent.transposed(), hBefore)
      let candidates = matmul(dn.transposed(), r * hBefore)
      for k in 0..<hidden { dWh[row: 2 * hidden + k] = dWh[row: 2 * hidden + k] + candidates[row: k] }
      dh0 = matmul(recurrent, Wh) + dreset * r
    }
    return h
  }

  // Never called: the way back is taken above, since dh is known before.
  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
