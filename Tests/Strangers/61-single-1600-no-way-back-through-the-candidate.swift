import GradusKit

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
    let H = h0.shape[1]
    let R = Array(0..<H), Z = Array(H..<2 * H), C = Array(2 * H..<3 * H)
    let (Ur, Uz, Un) = (Wh[rows: R], Wh[rows: Z], Wh[rows: C])
    h = .zeros([x.shape[0], h0.shape[0], H])
    var r: [Tensor] = [], z: [Tensor] = [], n: [Tensor] = []
    for t in 0..<x.shape[0] {
      let hp = t == 0 ? h0 : h[row: t - 1]
      let a = matmul(x[row: t], Wx.transposed()) + b
      r.append(sigmoid(a[columns: R] + matmul(hp, Ur.transposed())))
      z.append(sigmoid(a[columns: Z] + matmul(hp, Uz.transposed())))
      n.append(tanh(a[columns: C] + matmul(r[t] * hp, Un.transposed())))
      h[row: t] = (1 - z[t]) * n[t] + z[t] * hp
    }

    dWx = .zeros(like: Wx)
    dWh = .zeros(like: Wh)
    db = .zeros(like: b)
    var carry = Tensor.zeros(like: h0)
    for t in (0..<x.shape[0]).reversed() {
      let hp = t == 0 ? h0 : h[row: t - 1]
      let total = dh[row: t] + carry
      let an = total * (1 - z[t]) * (1 - n[t] * n[t])
      let az = total * (hp - n[t]) * z[t] * (1 - z[t])
      let reset = matmul(an, Un)
      let ar = reset * hp * r[t] * (1 - r[t])
      carry = total * z[t] + matmul(ar, Ur) + matmul(az, Uz)

      let parts = [ar, az, an]
      dWx += Tensor(shape: Wx.shape, values: parts.flatMap { matmul($0.transposed(), x[row: t]).values })
      let seen = [hp, hp, r[t] * hp]
      dWh += Tensor(shape: Wh.shape, values: (0..<3).flatMap { matmul(parts[$0].transposed(), seen[$0]).values })
      db += Tensor(parts.flatMap { $0.sum(axis: 0).values })
    }
    dh0 = carry
    return h
  }

  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
