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
    var activated: [Tensor] = []  // i, f, g, o side by side
    for t in 0..<T {
      let hBefore = t == 0 ? h0 : h[row: t - 1]
      let cBefore = t == 0 ? c0 : c[row: t - 1]
      var a = x[row: t].matmul(Wx.transposed()) + b
      a += hBefore.matmul(Wh.transposed())
      for k in 0..<(4 * H) {
        a[column: k] = k / H == 2 ? tanh(a[column: k]) : sigmoid(a[column: k])
      }
      activated.append(a)
      c[row: t] = a[columns: H..<(2 * H)] * cBefore + a[columns: 0..<H] * a[columns: (2 * H)..<(3 * H)]
      h[row: t] = a[columns: (3 * H)..<(4 * H)] * tanh(c[row: t])
    }

    dWx = .zeros(like: Wx)
    dWh = .zeros(like: Wh)
    db = .zeros(like: b)
    var dhNext = Tensor.zeros(like: h0)
    for t in (0..<T).reversed() {
      let a = activated[t]
      let cBefore = t == 0 ? c0 : c[row: t - 1]
      let hBefore = t == 0 ? h0 : h[row: t - 1]
      let total = dh[row: t] + dhNext
      var dz = Tensor.zeros(like: a)
      dc0 = .zeros(like: c0)
      for n in 0..<N {
        for u in 0..<H {
          let (i, f, g, o) = (a[n, u], a[n, H + u], a[n, 2 * H + u], a[n, 3 * H + u])
          let s = tanh(c[t, n, u])
          let dc = total[n, u] * o * (1 - s * s)
          dz[n, u] = dc * g * i * (1 - i)
          dz[n, H + u] = dc * cBefore[n, u] * f * (1 - f)
          dz[n, 2 * H + u] = dc * i * (1 - g * g)
          dz[n, 3 * H + u] = total[n, u] * s * o * (1 - o)
          dc0[n, u] = dc * f
        }
      }
      dWx += dz.transposed().matmul(x[row: t])
      dWh += dz.transposed().matmul(hBefore)
      db += dz.sum(axis: 0)
      dhNext = dz.matmul(Wh)
    }
    dh0 = dhNext
    return h
  }

  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
