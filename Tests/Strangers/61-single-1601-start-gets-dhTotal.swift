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

  private struct Step { var x, before, r, z, n: Tensor }

  mutating func forward(_ x: Tensor) -> Tensor {
    let H = h0.shape[1]
    var steps: [Step] = []
    var now = h0
    h = .zeros([x.shape[0], h0.shape[0], H])
    for t in 0..<x.shape[0] {
      let before = now
      let ax = matmul(x[row: t], Wx.transposed()) + b
      let rz = ax[columns: 0..<2 * H] + matmul(before, Wh[rows: 0..<2 * H].transposed())
      let r = sigmoid(rz[columns: 0..<H])
      let z = sigmoid(rz[columns: H..<2 * H])
      let n = tanh(ax[columns: 2 * H..<3 * H] + matmul(r * before, Wh[rows: 2 * H..<3 * H].transposed()))
      now = (1 - z) * n + z * before
      h[row: t] = now
      steps.append(Step(x: x[row: t], before: before, r: r, z: z, n: n))
    }

    dWx = .zeros(like: Wx)
    dWh = .zeros(like: Wh)
    db = .zeros(like: b)
    var next = Tensor.zeros(like: h0)
    for (t, s) in steps.enumerated().reversed() {
      let total = dh[row: t] + next
      dh0 = total
      let dn = total * (1 - s.z) * (1 - s.n * s.n)
      let dz = total * (s.before - s.n) * s.z * (1 - s.z)
      let dReset = matmul(dn, Wh[rows: 2 * H..<3 * H])
      let dr = dReset * s.before * s.r * (1 - s.r)
      for (k, d) in [dr, dz, dn].enumerated() {
        let gx = matmul(d.transposed(), s.x)
        let gh = matmul(d.transposed(), k == 2 ? s.r * s.before : s.before)
        let gb = d.sum(axis: 0)
        for j in 0..<H {
          dWx[row: k * H + j] += gx[row: j]
          dWh[row: k * H + j] += gh[row: j]
          db[k * H + j] += gb[j]
        }
      }
      next = total * s.z + dReset * s.r
      next += matmul(dr, Wh[rows: 0..<H])
      next += matmul(dz, Wh[rows: H..<2 * H])
    }
    return h
  }

  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
