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

  /// Rows of the four gates, put together again.
  private func stacked(_ parts: [Tensor], _ shape: [Int]) -> Tensor {
    Tensor(shape: shape, values: parts.flatMap { $0.values })
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    let T = x.shape[0], H = h0.shape[1]
    h = .zeros([T, h0.shape[0], H])
    c = .zeros([T, h0.shape[0], H])
    var gates: [[Tensor]] = []
    for t in 0..<T {
      let hp = t == 0 ? h0 : h[row: t - 1]
      let cp = t == 0 ? c0 : c[row: t - 1]
      let z = matmul(x[row: t], Wx.transposed()) + matmul(hp, Wh.transposed()) + b
      let i = sigmoid(z[columns: 0..<H])
      let f = sigmoid(z[columns: H..<2 * H])
      let g = tanh(z[columns: 2 * H..<3 * H])
      let o = sigmoid(z[columns: 3 * H..<4 * H])
      gates.append([i, f, g, o])
      c[row: t] = f * cp + i * g
      h[row: t] = o * tanh(c[row: t])
    }

    dWx = .zeros(like: Wx)
    dWh = .zeros(like: Wh)
    db = .zeros(like: b)
    var dhNext = Tensor.zeros(like: h0)
    for t in (0..<T).reversed() {
      let (i, f, g, o) = (gates[t][0], gates[t][1], gates[t][2], gates[t][3])
      let hp = t == 0 ? h0 : h[row: t - 1]
      let cp = t == 0 ? c0 : c[row: t - 1]
      let tc = tanh(c[row: t])
      let total = dh[row: t] + dhNext
      let dc = total * o * (1 - tc * tc)
      let dz = [dc * g * i * (1 - i), dc * cp * f * (1 - f), dc * i * (1 - g * g), total * tc * o * (1 - o)]
      dWx += stacked(dz.map { matmul($0.transposed(), x[row: t]) }, Wx.shape)
      dWh += stacked(dz.map { matmul($0.transposed(), hp) }, Wh.shape)
      db += stacked(dz.map { $0.sum(axis: 0) }, b.shape)
      dhNext = .zeros(like: h0)
      for k in 0..<4 { dhNext += matmul(dz[k], Wh[rows: k * H..<(k + 1) * H]) }
      dc0 = dc * f
    }
    dh0 = dhNext
    return h
  }

  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
