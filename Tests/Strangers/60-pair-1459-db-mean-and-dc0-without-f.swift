import GradusKit

/// A layer of long short-term memory over a sequence, there and back through time.
struct LSTM: Layer {
  /// The grader writes these before the first call. The rows of Wx and Wh and the entries of b are those of the gates, one
  /// below the other: first all of i, then f, g and o.
  var h0 = Tensor(0)
  var c0 = Tensor(0)
  var Wx = Tensor(0)
  var Wh = Tensor(0)
  var b = Tensor(0)
  /// The loss's derivative by the output at every position.
  var dh = Tensor(0)

  /// What you compute on the way there is read from these, by name.
  var c = Tensor(0)
  var h = Tensor(0)
  /// What you compute on the way back is read from these, by name.
  var dWx = Tensor(0)
  var dWh = Tensor(0)
  var db = Tensor(0)
  var dh0 = Tensor(0)
  var dc0 = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    let T = x.shape[0], N = x.shape[1], H = h0.shape[1]
    h = .zeros([T, N, H])
    c = .zeros([T, N, H])
    var i: [Tensor] = [], f: [Tensor] = [], g: [Tensor] = [], o: [Tensor] = []
    for t in 0..<T {
      let hBefore = t == 0 ? h0 : h[row: t - 1]
      let cBefore = t == 0 ? c0 : c[row: t - 1]
      let z = matmul(x[row: t], Wx.transposed()) + matmul(hBefore, Wh.transposed()) + b
      i.append(sigmoid(z[columns: 0..<H]))
      f.append(sigmoid(z[columns: H..<2 * H]))
      g.append(tanh(z[columns: 2 * H..<3 * H]))
      o.append(sigmoid(z[columns: 3 * H..<4 * H]))
      let cell = f[t] * cBefore + i[t] * g[t]
      c[row: t] = cell
      h[row: t] = o[t] * tanh(cell)
    }
    dWx = .zeros(like: Wx)
    dWh = .zeros(like: Wh)
    db = .zeros(like: b)
    dh0 = .zeros(like: h0)
    dc0 = .zeros(like: c0)
    var carried = Tensor.zeros(like: c0)
    for t in (0..<T).reversed() {
      let hBefore = t == 0 ? h0 : h[row: t - 1]
      let cBefore = t == 0 ? c0 : c[row: t - 1]
      let th = tanh(c[row: t])
      let total = dh[row: t] + dh0
      dc0 = total * o[t] * (1 - th * th) + carried
      let dzi = dc0 * g[t] * i[t] * (1 - i[t])
      let dzf = dc0 * cBefore * f[t] * (1 - f[t])
      let dzg = dc0 * i[t] * (1 - g[t] * g[t])
      let dzo = total * th * o[t] * (1 - o[t])
      let stacked = [dzi, dzf, dzg, dzo].flatMap { $0.transposed().values }
      let dzT = Tensor(shape: [4 * H, N], values: stacked)
      dWx += matmul(dzT, x[row: t])
      dWh += matmul(dzT, hBefore)
      db += dzT.mean(axis: 1)
      dh0 = matmul(dzT.transposed(), Wh)
      carried = dc0 * f[t]
    }
    return h
  }

  /// Never called here; every `Layer` has it.
  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
