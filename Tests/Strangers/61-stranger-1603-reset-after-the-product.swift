import GradusKit

/// The GRU of torch.nn (linear_before_reset).
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
    h = .zeros([T, N, H])
    var kept: [(r: Tensor, z: Tensor, n: Tensor, hn: Tensor)] = []
    for t in 0..<T {
      let before = t == 0 ? h0 : h[row: t - 1]
      let gi = matmul(x[row: t], Wx.transposed()) + b
      let gh = matmul(before, Wh.transposed())
      let r = sigmoid(gi[columns: 0..<H] + gh[columns: 0..<H])
      let z = sigmoid(gi[columns: H..<2 * H] + gh[columns: H..<2 * H])
      let hn = gh[columns: 2 * H..<3 * H]
      let n = tanh(gi[columns: 2 * H..<3 * H] + r * hn)
      h[row: t] = n + z * (before - n)
      kept.append((r, z, n, hn))
    }

    dWx = .zeros(like: Wx)
    dWh = .zeros(like: Wh)
    db = .zeros(like: b)
    dh0 = .zeros(like: h0)
    for t in (0..<T).reversed() {
      let before = t == 0 ? h0 : h[row: t - 1]
      let (r, z, n, hn) = kept[t]
      let total = dh[row: t] + dh0
      let an = total * (1 - z) * (1 - n * n)
      let az = total * (before - n) * z * (1 - z)
      let ar = an * hn * r * (1 - r)
      let forX = [ar, az, an]
      let forH = [ar, az, an * r]
      dWx += Tensor(shape: Wx.shape, values: forX.flatMap { matmul($0.transposed(), x[row: t]).values })
      dWh += Tensor(shape: Wh.shape, values: forH.flatMap { matmul($0.transposed(), before).values })
      db += Tensor(forX.flatMap { $0.sum(axis: 0).values })
      dh0 = total * z
      for k in 0..<3 { dh0 += matmul(forH[k], Wh[rows: k * H..<(k + 1) * H]) }
    }
    return h
  }

  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
