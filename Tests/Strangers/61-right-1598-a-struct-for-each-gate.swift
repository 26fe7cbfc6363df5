import GradusKit

/// One gate: its rows of the weights, and their gradients.
private struct Gate {
  var Wx, Wh, b: Tensor
  var dWx, dWh, db: Tensor

  init(_ k: Int, _ H: Int, _ Wx: Tensor, _ Wh: Tensor, _ b: Tensor) {
    let rows = Array(k * H..<(k + 1) * H)
    self.Wx = Wx[rows: rows]
    self.Wh = Wh[rows: rows]
    self.b = Tensor(rows.map { b[$0] })
    dWx = .zeros(like: self.Wx)
    dWh = .zeros(like: self.Wh)
    db = .zeros(like: self.b)
  }

  func sum(_ x: Tensor, _ h: Tensor) -> Tensor {
    matmul(x, Wx.transposed()) + b + matmul(h, Wh.transposed())
  }

  /// Adds to the gradients, and hands back the one by what stood in the place of h.
  mutating func back(_ da: Tensor, _ x: Tensor, _ h: Tensor) -> Tensor {
    dWx += matmul(da.transposed(), x)
    dWh += matmul(da.transposed(), h)
    db += da.sum(axis: 0)
    return matmul(da, Wh)
  }
}

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
    let H = h0.shape[1], T = x.shape[0]
    var reset = Gate(0, H, Wx, Wh, b), update = Gate(1, H, Wx, Wh, b), new = Gate(2, H, Wx, Wh, b)
    var past = [h0]
    var rs: [Tensor] = [], zs: [Tensor] = [], ns: [Tensor] = []
    for t in 0..<T {
      let before = past[t]
      rs.append(sigmoid(reset.sum(x[row: t], before)))
      zs.append(sigmoid(update.sum(x[row: t], before)))
      ns.append(tanh(new.sum(x[row: t], rs[t] * before)))
      past.append(ns[t] + zs[t] * (before - ns[t]))
    }
    h = Tensor(shape: [T, h0.shape[0], H], values: past.dropFirst().flatMap { $0.values })

    var flowing = Tensor.zeros(like: h0)
    for t in (0..<T).reversed() {
      let (r, z, n, before) = (rs[t], zs[t], ns[t], past[t])
      let total = dh[row: t] + flowing
      let dn = total * (1 - z) * (1 - n * n)
      let dReset = new.back(dn, x[row: t], r * before)
      let dz = total * (before - n) * z * (1 - z)
      let dr = dReset * before * r * (1 - r)
      flowing = total * z + dReset * r
      flowing += update.back(dz, x[row: t], before)
      flowing += reset.back(dr, x[row: t], before)
    }
    dh0 = flowing
    dWx = Tensor(shape: Wx.shape, values: reset.dWx.values + update.dWx.values + new.dWx.values)
    dWh = Tensor(shape: Wh.shape, values: reset.dWh.values + update.dWh.values + new.dWh.values)
    db = Tensor(shape: b.shape, values: reset.db.values + update.db.values + new.db.values)
    return h
  }

  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
