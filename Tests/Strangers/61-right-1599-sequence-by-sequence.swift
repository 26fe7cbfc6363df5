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

  mutating func forward(_ x: Tensor) -> Tensor {
    h = .zeros([x.shape[0], h0.shape[0], h0.shape[1]])
    dWx = .zeros(like: Wx)
    dWh = .zeros(like: Wh)
    db = .zeros(like: b)
    dh0 = .zeros(like: h0)
    for n in 0..<h0.shape[0] { sequence(n, x) }
    return h
  }

  private mutating func sequence(_ s: Int, _ x: Tensor) {
    let T = x.shape[0], F = x.shape[2], H = h0.shape[1]
    let zero = [Double](repeating: 0, count: H)
    var past: [[Double]] = [h0[row: s].values]
    var rs: [[Double]] = [], zs: [[Double]] = [], ns: [[Double]] = []

    for t in 0..<T {
      let before = past[t]
      var r = zero, z = zero, n = zero, now = zero
      for j in 0..<H {
        var a = b[j], u = b[H + j]
        for f in 0..<F {
          a += Wx[j, f] * x[t, s, f]
          u += Wx[H + j, f] * x[t, s, f]
        }
        for k in 0..<H {
          a += Wh[j, k] * before[k]
          u += Wh[H + j, k] * before[k]
        }
        r[j] = sigmoid(a)
        z[j] = sigmoid(u)
      }
      for j in 0..<H {   // needs all of r
        var a = b[2 * H + j]
        for f in 0..<F { a += Wx[2 * H + j, f] * x[t, s, f] }
        for k in 0..<H { a += Wh[2 * H + j, k] * r[k] * before[k] }
        n[j] = tanh(a)
        now[j] = (1 - z[j]) * n[j] + z[j] * before[j]
        h[t, s, j] = now[j]
      }
      rs.append(r)
      zs.append(z)
      ns.append(n)
      past.append(now)
    }

    var flow = zero
    for t in (0..<T).reversed() {
      let r = rs[t], z = zs[t], n = ns[t], before = past[t]
      var da = [Double](repeating: 0, count: 3 * H)
      var next = zero
      for j in 0..<H {
        let total = dh[t, s, j] + flow[j]
        da[2 * H + j] = total * (1 - z[j]) * (1 - n[j] * n[j])
        da[H + j] = total * (before[j] - n[j]) * z[j] * (1 - z[j])
        next[j] = total * z[j]
      }
      for j in 0..<H {
        var dReset = 0.0
        for k in 0..<H { dReset += da[2 * H + k] * Wh[2 * H + k, j] }
        da[j] = dReset * before[j] * r[j] * (1 - r[j])
        next[j] += dReset * r[j]
      }
      for k in 0..<(2 * H) {
        for j in 0..<H { next[j] += da[k] * Wh[k, j] }
      }
      for k in 0..<(3 * H) {
        db[k] += da[k]
        for f in 0..<F { dWx[k, f] += da[k] * x[t, s, f] }
        for j in 0..<H { dWh[k, j] += da[k] * before[j] * (k < 2 * H ? 1.0 : r[j]) }
      }
      flow = next
    }
    dh0[row: s] = Tensor(flow)
  }

  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
