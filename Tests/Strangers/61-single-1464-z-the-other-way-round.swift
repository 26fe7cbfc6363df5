import GradusKit

/// A gated recurrent unit over a sequence, there and back through time.
struct GRU: Layer {
  /// The grader writes these before the first call. The rows of Wx, Wh and b are those of r, z and n.
  var h0 = Tensor(0)
  var Wx = Tensor(0)
  var Wh = Tensor(0)
  var b = Tensor(0)
  /// The loss's derivative by the output of every position.
  var dh = Tensor(0)

  /// What you compute is read from these, by name.
  var h = Tensor(0)
  var dWx = Tensor(0)
  var dWh = Tensor(0)
  var db = Tensor(0)
  var dh0 = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    let T = x.shape[0], N = x.shape[1], H = h0.shape[1]
    let WhR = Wh[rows: Array(0..<H)], WhZ = Wh[rows: Array(H..<2 * H)], WhN = Wh[rows: Array(2 * H..<3 * H)]
    h = .zeros([T, N, H])
    var memory: [(r: Tensor, z: Tensor, n: Tensor, before: Tensor)] = []
    var state = h0
    for t in 0..<T {
      let inputs = matmul(x[row: t], Wx.transposed()) + b
      let r = sigmoid(inputs[columns: 0..<H] + matmul(state, WhR.transposed()))
      let z = sigmoid(inputs[columns: H..<2 * H] + matmul(state, WhZ.transposed()))
      let n = tanh(inputs[columns: 2 * H..<3 * H] + matmul(r * state, WhN.transposed()))
      memory.append((r, z, n, state))
      state = z * n + (1 - z) * state
      h[row: t] = state
    }
    dWx = .zeros(like: Wx)
    dWh = .zeros(like: Wh)
    db = .zeros(like: b)
    var carry = Tensor.zeros(like: h0)
    for t in (0..<T).reversed() {
      let (r, z, n, before) = memory[t]
      let total = dh[row: t] + carry
      let dan = total * (1 - z) * (1 - n * n)
      let daz = total * (before - n) * z * (1 - z)
      let dReset = matmul(dan, WhN)
      let dar = dReset * before * r * (1 - r)
      let da = Tensor(shape: [3 * H, N], values: [dar, daz, dan].flatMap { $0.transposed().values })
      dWx += matmul(da, x[row: t])
      db += da.sum(axis: 1)
      let upper = matmul(da[rows: Array(0..<2 * H)], before)
      let lower = matmul(dan.transposed(), r * before)
      dWh += Tensor(shape: Wh.shape, values: upper.values + lower.values)
      carry = total * z + matmul(dar, WhR) + matmul(daz, WhZ) + dReset * r
    }
    dh0 = carry
    return h
  }

  /// Never called here; every `Layer` has it.
  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
