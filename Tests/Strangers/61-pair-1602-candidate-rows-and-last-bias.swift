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
    let (T, N, H) = (x.shape[0], h0.shape[0], h0.shape[1])
    let Whr = Wh[rows: 0..<H], Whz = Wh[rows: H..<2 * H], Whn = Wh[rows: 2 * H..<3 * H]
    var hs = [h0], rs: [Tensor] = [], zs: [Tensor] = [], ns: [Tensor] = []
    for t in 0..<T {
      let a = matmul(x[row: t], Wx.transposed()) + b
      let r = sigmoid(a[columns: 0..<H] + matmul(hs[t], Whr.transposed()))
      let z = sigmoid(a[columns: H..<2 * H] + matmul(hs[t], Whz.transposed()))
      let n = tanh(a[columns: 2 * H..<3 * H] + matmul(r * hs[t], Whn.transposed()))
      rs.append(r); zs.append(z); ns.append(n)
      hs.append((1 - z) * n + z * hs[t])
    }
    h = Tensor(shape: [T, N, H], values: hs[1...].flatMap { $0.values })

    dWx = .zeros(like: Wx)
    dWh = .zeros(like: Wh)
    dh0 = .zeros(like: h0)
    for t in (0..<T).reversed() {
      let (r, z, n) = (rs[t], zs[t], ns[t])
      let total = dh[row: t] + dh0
      let an = total * (1 - z) * (1 - n * n)
      let az = total * (hs[t] - n) * z * (1 - z)
      let dReset = matmul(an, Whn)
      let ar = dReset * hs[t] * r * (1 - r)
      // the three side by side
      var da = Tensor.zeros([N, 3 * H])
      for j in 0..<H {
        da[column: j] = ar[column: j]
        da[column: H + j] = az[column: j]
        da[column: 2 * H + j] = an[column: j]
      }
      dWx += matmul(da.transposed(), x[row: t])
      dWh += matmul(da.transposed(), hs[t])
      db = da.sum(axis: 0)
      dh0 = total * z + dReset * r + matmul(ar, Whr) + matmul(az, Whz)
    }
    return h
  }

  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
