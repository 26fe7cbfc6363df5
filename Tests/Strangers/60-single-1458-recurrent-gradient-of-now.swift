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
    let (T, N, H) = (x.shape[0], x.shape[1], h0.shape[1])
    var hs: [Tensor] = [], cs: [Tensor] = [], zs: [Tensor] = []
    var hp = h0, cp = c0
    for t in 0..<T {
      let z = matmul(x[row: t], Wx.transposed()) + matmul(hp, Wh.transposed()) + b
      cp = sigmoid(z[columns: H..<2 * H]) * cp + sigmoid(z[columns: 0..<H]) * tanh(z[columns: 2 * H..<3 * H])
      hp = sigmoid(z[columns: 3 * H..<4 * H]) * tanh(cp)
      zs.append(z)
      cs.append(cp)
      hs.append(hp)
    }
    h = Tensor(shape: [T, N, H], values: hs.flatMap { $0.values })
    c = Tensor(shape: [T, N, H], values: cs.flatMap { $0.values })

    dWx = .zeros(like: Wx)
    dWh = .zeros(like: Wh)
    db = .zeros(like: b)
    var dhn = Tensor.zeros(like: h0), dcn = Tensor.zeros(like: c0)
    for t in (0..<T).reversed() {
      let z = zs[t]
      let i = sigmoid(z[columns: 0..<H]), f = sigmoid(z[columns: H..<2 * H])
      let g = tanh(z[columns: 2 * H..<3 * H]), o = sigmoid(z[columns: 3 * H..<4 * H])
      let th = tanh(cs[t])
      let all = dh[row: t] + dhn
      let dc = all * o * (1 - th * th) + dcn
      let previousCell = t > 0 ? cs[t - 1] : c0
      let di = dc * g * i * (1 - i)
      let df = dc * previousCell * f * (1 - f)
      let dg = dc * i * (1 - g * g)
      let dO = all * th * o * (1 - o)
      let rows = [di, df, dg, dO].flatMap { $0.transposed().values }
      let dzT = Tensor(shape: [4 * H, N], values: rows)
      dWx += matmul(dzT, x[row: t])
      dWh += matmul(dzT, hs[t])
      db += dzT.sum(axis: 1)
      dhn = matmul(dzT.transposed(), Wh)
      dcn = dc * f
    }
    dh0 = dhn
    dc0 = dcn
    return h
  }

  /// Never called here; every `Layer` has it.
  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
