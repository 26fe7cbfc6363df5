import GradusKit

struct LSTM: Layer {
  var h0 = Tensor(0)
  var c0 = Tensor(0)
  var Wx = Tensor(0)
  var Wh = Tensor(0)
  var b = Tensor(0)
  var dh = Tensor(0)
  var c = Tensor(0)
  var h = Tensor(0)
  var dWx = Tensor(0)
  var dWh = Tensor(0)
  var db = Tensor(0)
  var dh0 = Tensor(0)
  var dc0 = Tensor(0)

  private var tanhC = Tensor(0)
  private var i: [Tensor] = [], f: [Tensor] = [], g: [Tensor] = [], o: [Tensor] = []

  private func hBefore(_ t: Int) -> Tensor { t == 0 ? h0 : h[row: t - 1] }
  private func cBefore(_ t: Int) -> Tensor { t == 0 ? c0 : c[row: t - 1] }

  mutating func forward(_ x: Tensor) -> Tensor {
    let T = x.shape[0], H = h0.shape[1]
    (i, f, g, o) = ([], [], [], [])
    h = .zeros([T, h0.shape[0], H])
    c = h
    for t in 0..<T {
      let z = matmul(x[row: t], Wx.transposed()) + matmul(hBefore(t), Wh.transposed()) + b
      i.append(sigmoid(z[columns: 0..<H]))
      f.append(sigmoid(z[columns: H..<2 * H]))
      g.append(tanh(z[columns: 2 * H..<3 * H]))
      o.append(sigmoid(z[columns: 3 * H..<4 * H]))
      c[row: t] = f[t] * cBefore(t) + i[t] * g[t]
      tanhC = tanh(c[row: t])
      h[row: t] = o[t] * tanhC
    }
    throughTime(x, T, H)
    return h
  }

  private mutating func throughTime(_ x: Tensor, _ T: Int, _ H: Int) {
    dWx = .zeros(like: Wx)
    dWh = .zeros(like: Wh)
    db = .zeros(like: b)
    dh0 = .zeros(like: h0)
    dc0 = .zeros(like: c0)
    for t in (0..<T).reversed() {
      let total = dh[row: t] + dh0
      let dc = total * o[t] * (1 - tanhC * tanhC) + dc0
      let dz = [
        dc * g[t] * i[t] * (1 - i[t]), dc * cBefore(t) * f[t] * (1 - f[t]),
        dc * i[t] * (1 - g[t] * g[t]), total * tanhC * o[t] * (1 - o[t]),
      ]
      dWx += Tensor(shape: Wx.shape, values: dz.flatMap { matmul($0.transposed(), x[row: t]).values })
      dWh += Tensor(shape: Wh.shape, values: dz.flatMap { matmul($0.transposed(), hBefore(t)).values })
      db += Tensor(shape: b.shape, values: dz.flatMap { $0.sum(axis: 0).values })
      dc0 = dc * f[t]
      var back = Tensor.zeros(like: h0)
      for k in 0..<4 { back += matmul(dz[k], Wh[rows: k * H..<(k + 1) * H]) }
      dh0 = back
    }
  }

  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
