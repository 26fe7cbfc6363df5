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

  private func rowsOf(_ gate: Int, _ matrix: Tensor) -> Tensor {
    let H = h0.shape[1]
    return matrix[rows: Array(gate * H..<(gate + 1) * H)]
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    let (T, N, H) = (x.shape[0], x.shape[1], h0.shape[1])
    var is_: [Tensor] = [], fs: [Tensor] = [], gs: [Tensor] = [], os: [Tensor] = []
    var cs = [c0], hs = [h0]
    for t in 0..<T {
      let z = x[row: t].matmul(Wx.transposed()) + hs[t].matmul(Wh.transposed()) + b
      let i = sigmoid(z[columns: 0..<H])
      let f = sigmoid(z[columns: H..<2 * H])
      let g = tanh(z[columns: 2 * H..<3 * H])
      let o = sigmoid(z[columns: 3 * H..<4 * H])
      cs.append(f * cs[t] + i * g)
      hs.append(o * tanh(cs[t + 1]))
      is_.append(i)
      fs.append(f)
      gs.append(g)
      os.append(o)
    }
    c = Tensor(shape: [T, N, H], values: cs.dropFirst().flatMap { $0.values })
    h = Tensor(shape: [T, N, H], values: hs.dropFirst().flatMap { $0.values })

    dWx = .zeros(like: Wx)
    dWh = .zeros(like: Wh)
    db = .zeros(like: b)
    var dhNext = Tensor.zeros(like: h0)
    var dcNext = Tensor.zeros(like: c0)
    for t in (0..<T).reversed() {
      let total = dh[row: t] + dhNext
      let th = tanh(cs[t + 1])
      let (i, f, g, o) = (is_[t], fs[t], gs[t], os[t])
      let dc = total * o * (1 - th * th) + dcNext
      let parts: [Tensor] = [dc * g * i * (1 - i), dc * cs[t] * f * (1 - f), dc * i * (1 - g * g), total * th * o * (1 - o)]
      dhNext = Tensor.zeros(like: h0)
      // gate below gate: a row for each unit, a column for each sequence
      var stacked: [Double] = []
      for (gate, dz) in parts.enumerated() {
        stacked += dz.transposed().values
        dhNext += dz.matmul(rowsOf(gate, Wh))
      }
      let dzT = Tensor(shape: [4 * H, N], values: stacked)
      dWx += dzT.matmul(x[row: t])
      dWh += dzT.matmul(hs[t])
      db += dzT.sum(axis: 1)
      dcNext = dc * f
    }
    dh0 = dhNext
    dc0 = dcNext
    return h
  }

  /// Never called here; every `Layer` has it.
  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
