import GradusKit

// torch.nn.GRU
struct GRU: Layer {
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
    let T = x.shape[0], N = h0.shape[0], H = h0.shape[1]
    h = .zeros([T, N, H])
    var r: [Tensor] = [], z: [Tensor] = [], n: [Tensor] = [], product: [Tensor] = [], old: [Tensor] = []
    var state = h0
    for t in 0..<T {
      let gi = x[row: t].matmul(Wx.transposed()) + b
      let gh = state.matmul(Wh.transposed())
      r.append(sigmoid(gi[columns: 0..<H] + gh[columns: 0..<H]))
      z.append(sigmoid(gi[columns: H..<(2 * H)] + gh[columns: H..<(2 * H)]))
      product.append(gh[columns: (2 * H)..<(3 * H)])
      n.append(tanh(gi[columns: (2 * H)..<(3 * H)] + r[t] * product[t]))
      old.append(state)
      state = (1 - z[t]) * n[t] + z[t] * state
      h[row: t] = state
    }

    dWx = .zeros(like: Wx)
    dWh = .zeros(like: Wh)
    db = .zeros(like: b)
    var next = Tensor.zeros(like: h0)
    for t in (0..<T).reversed() {
      let total = dh[row: t] + next
      let dn = total * (1 - z[t]) * (1 - n[t] * n[t])
      let dz = total * (old[t] - n[t]) * z[t] * (1 - z[t])
      let dr = dn * product[t] * r[t] * (1 - r[t])
      let dp = dn * r[t]
      var dgi = Tensor.zeros([N, 3 * H]), dgh = Tensor.zeros([N, 3 * H])
      for u in 0..<H {
        dgi[column: u] = dr[column: u]
        dgi[column: H + u] = dz[column: u]
        dgi[column: 2 * H + u] = dn[column: u]
        dgh[column: u] = dr[column: u]
        dgh[column: H + u] = dz[column: u]
        dgh[column: 2 * H + u] = dp[column: u]
      }
      dWx += dgi.transposed().matmul(x[row: t])
      db += dgi.sum(axis: 0)
      dWh += dgh.transposed().matmul(old[t])
      next = total * z[t] + dgh.matmul(Wh)
    }
    dh0 = next
    return h
  }

  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
