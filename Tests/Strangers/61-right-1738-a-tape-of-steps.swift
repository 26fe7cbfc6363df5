import GradusKit

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

  private struct Step {
    let x, before, r, z, n: Tensor
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    let H = h0.shape[1]
    let gates = Array(0..<(2 * H)), candidate = Array((2 * H)..<(3 * H))
    let Wgates = Wh[rows: gates], Wn = Wh[rows: candidate]

    h = .zeros([x.shape[0], h0.shape[0], H])
    var tape: [Step] = []
    var now = h0
    for t in 0..<x.shape[0] {
      let fromInput = matmul(x[row: t], Wx.transposed()) + b
      let rz = sigmoid(fromInput[columns: 0..<(2 * H)] + matmul(now, Wgates.transposed()))
      let r = rz[columns: 0..<H], z = rz[columns: H..<(2 * H)]
      let n = tanh(fromInput[columns: (2 * H)..<(3 * H)] + matmul(r * now, Wn.transposed()))
      tape.append(Step(x: x[row: t], before: now, r: r, z: z, n: n))
      now = n + z * (now - n)
      h[row: t] = now
    }

    dWx = .zeros(like: Wx)
    dWh = .zeros(like: Wh)
    db = .zeros(like: b)
    var coming = Tensor.zeros(like: h0)
    for (t, s) in tape.enumerated().reversed() {
      let total = dh[row: t] + coming
      let dn = total * (1 - s.z) * (1 - s.n * s.n)
      let dz = total * (s.before - s.n) * s.z * (1 - s.z)
      let dReset = matmul(dn, Wn)
      let dr = dReset * s.before * s.r * (1 - s.r)

      var da = Tensor.zeros([h0.shape[0], 3 * H])
      for j in 0..<H {
        da[column: j] = dr[column: j]
        da[column: H + j] = dz[column: j]
        da[column: 2 * H + j] = dn[column: j]
      }
      dWx += matmul(da.transposed(), s.x)
      db += da.sum(axis: 0)
      let dGates = matmul(da[columns: 0..<(2 * H)].transposed(), s.before)
      let dCandidate = matmul(dn.transposed(), s.r * s.before)
      for j in 0..<(2 * H) { dWh[row: j] = dWh[row: j] + dGates[row: j] }
      for j in 0..<H { dWh[row: 2 * H + j] = dWh[row: 2 * H + j] + dCandidate[row: j] }

      coming = matmul(da[columns: 0..<(2 * H)], Wgates) + dReset * s.r + total * s.z
    }
    dh0 = coming
    return h
  }

  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
