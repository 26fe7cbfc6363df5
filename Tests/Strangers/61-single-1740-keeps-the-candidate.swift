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
    let T = x.shape[0], N = h0.shape[0], H = h0.shape[1]
    let Whr = Wh[rows: Array(0..<H)]
    let Whz = Wh[rows: Array(H..<(2 * H))]
    let Whn = Wh[rows: Array((2 * H)..<(3 * H))]
    var rs: [Tensor] = [], zs: [Tensor] = [], ns: [Tensor] = [], olds: [Tensor] = []
    h = .zeros([T, N, H])
    var hPrev = h0
    for t in 0..<T {
      let a = x[row: t].matmul(Wx.transposed()) + b
      let r = sigmoid(a[columns: 0..<H] + hPrev.matmul(Whr.transposed()))
      let z = sigmoid(a[columns: H..<(2 * H)] + hPrev.matmul(Whz.transposed()))
      let n = tanh(a[columns: (2 * H)..<(3 * H)] + (r * hPrev).matmul(Whn.transposed()))
      rs.append(r)
      zs.append(z)
      ns.append(n)
      olds.append(hPrev)
      // z says how much is updated
      hPrev = z * n + (1 - z) * hPrev
      h[row: t] = hPrev
    }

    var gradR = Tensor.zeros(like: Whr), gradZ = Tensor.zeros(like: Whz), gradN = Tensor.zeros(like: Whn)
    dWx = .zeros(like: Wx)
    db = .zeros(like: b)
    dh0 = .zeros(like: h0)
    for t in (0..<T).reversed() {
      let (r, z, n, old) = (rs[t], zs[t], ns[t], olds[t])
      let total = dh[row: t] + dh0
      let dn = total * (1 - z) * (1 - n * n)
      let dz = total * (old - n) * z * (1 - z)
      let dReset = dn.matmul(Whn)
      let dr = dReset * old * r * (1 - r)
      for (k, d) in [dr, dz, dn].enumerated() {
        let gx = d.transposed().matmul(x[row: t])
        let gb = d.sum(axis: 0)
        for u in 0..<H {
          dWx[row: k * H + u] = dWx[row: k * H + u] + gx[row: u]
          db[k * H + u] += gb[u]
        }
      }
      gradR += dr.transposed().matmul(old)
      gradZ += dz.transposed().matmul(old)
      gradN += dn.transposed().matmul(r * old)
      dh0 = total * z + dr.matmul(Whr) + dz.matmul(Whz) + dReset * r
    }
    dWh = Tensor(shape: Wh.shape, values: gradR.values + gradZ.values + gradN.values)
    return h
  }

  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
