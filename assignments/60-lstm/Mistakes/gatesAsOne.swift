import GradusKit

struct LSTM: Layer {
  // Given before the first call. The rows of Wx, Wh and b are those of the gates, one below the other: i, f, g, o.
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
    let (times, batch, hidden) = (x.shape[0], h0.shape[0], h0.shape[1])
    c = .zeros([times, batch, hidden])
    h = c
    var gates: [(i: Tensor, f: Tensor, g: Tensor, o: Tensor)] = []
    for t in 0..<times {
      let (hBefore, cBefore) = t == 0 ? (h0, c0) : (h[row: t - 1], c[row: t - 1])
      let z = matmul(x[row: t], Wx.transposed()) + matmul(hBefore, Wh.transposed()) + b
      let i = sigmoid(z[columns: 0..<hidden])
      let f = sigmoid(z[columns: hidden..<2 * hidden])
      let g = tanh(z[columns: 2 * hidden..<3 * hidden])
      let o = sigmoid(z[columns: 3 * hidden..<4 * hidden])
      c[row: t] = f * cBefore + (1 - f) * g
      h[row: t] = o * tanh(c[row: t])
      gates.append((i, f, g, o))
    }

    // Back through time: what reaches h and c of a position comes from above, and from the position after it.
    dWx = .zeros(like: Wx)
    dWh = .zeros(like: Wh)
    db = .zeros(like: b)
    dh0 = .zeros(like: h0)
    dc0 = .zeros(like: c0)
    for t in (0..<times).reversed() {
      let (i, f, g, o) = gates[t]
      let (hBefore, cBefore) = t == 0 ? (h0, c0) : (h[row: t - 1], c[row: t - 1])
      let squashed = tanh(c[row: t])
      let dhTotal = dh[row: t] + dh0
      let dc = dc0 + dhTotal * o * (1 - squashed * squashed)
      let slopes = [
        dc * g * i * (1 - i), dc * cBefore * f * (1 - f), dc * i * (1 - g * g), dhTotal * squashed * o * (1 - o),
      ]
      var dz = Tensor.zeros([batch, 4 * hidden])
      for k in 0..<4 * hidden { dz[column: k] = slopes[k / hidden][column: k % hidden] }
      dWx += matmul(dz.transposed(), x[row: t])
      dWh += matmul(dz.transposed(), hBefore)
      db += dz.sum(axis: 0)
      dh0 = matmul(dz, Wh)
      dc0 = dc * f
    }
    return h
  }

  // Never called: the way back is taken above, since dh is known before.
  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
