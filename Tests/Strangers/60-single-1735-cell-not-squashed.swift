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

  mutating func forward(_ x: Tensor) -> Tensor {
    let T = x.shape[0], N = x.shape[1], H = h0.shape[1]
    h = .zeros([T, N, H])
    c = .zeros([T, N, H])
    var iGate: [Tensor] = [], fGate: [Tensor] = [], gGate: [Tensor] = [], oGate: [Tensor] = []
    var hPrev = h0, cPrev = c0
    for t in 0..<T {
      let z = matmul(x[row: t], Wx.transposed()) + matmul(hPrev, Wh.transposed()) + b
      let i = sigmoid(z[columns: 0..<H])
      let f = sigmoid(z[columns: H..<(2 * H)])
      let g = tanh(z[columns: (2 * H)..<(3 * H)])
      let o = sigmoid(z[columns: (3 * H)..<(4 * H)])
      cPrev = f * cPrev + i * g
      hPrev = o * cPrev
      c[row: t] = cPrev
      h[row: t] = hPrev
      iGate.append(i)
      fGate.append(f)
      gGate.append(g)
      oGate.append(o)
    }

    dWx = .zeros(like: Wx)
    dWh = .zeros(like: Wh)
    db = .zeros(like: b)
    var dhNext = Tensor.zeros(like: h0), dcNext = Tensor.zeros(like: c0)
    for t in (0..<T).reversed() {
      let (i, f, g, o) = (iGate[t], fGate[t], gGate[t], oGate[t])
      let before = t > 0 ? h[row: t - 1] : h0
      let cellBefore = t > 0 ? c[row: t - 1] : c0
      let tc = tanh(c[row: t])
      let total = dh[row: t] + dhNext
      let dc = total * o * (1 - tc * tc) + dcNext
      var dz = Tensor(repeating: 0, shape: [N, 4 * H])
      let parts = [dc * g * i * (1 - i), dc * cellBefore * f * (1 - f), dc * i * (1 - g * g), total * tc * o * (1 - o)]
      for (k, part) in parts.enumerated() {
        for u in 0..<H { dz[column: k * H + u] = part[column: u] }
      }
      dWx += matmul(dz.transposed(), x[row: t])
      dWh += matmul(dz.transposed(), before)
      db += dz.sum(axis: 0)
      dhNext = matmul(dz, Wh)
      dcNext = dc * f
    }
    dh0 = dhNext
    dc0 = dcNext
    return h
  }

  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
