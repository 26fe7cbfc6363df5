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
    let T = x.shape[0], N = h0.shape[0], H = h0.shape[1]
    func part(_ W: Tensor, _ k: Int) -> Tensor { W[rows: Array((k * H)..<(k * H + H))] }
    func bias(_ k: Int) -> Tensor { Tensor(shape: [H], values: (0..<H).map { b[k * H + $0] }) }

    var r: [Tensor] = [], z: [Tensor] = [], n: [Tensor] = []
    var states = [h0]
    for t in 0..<T {
      let xt = x[row: t], old = states[t]
      r.append(sigmoid(xt.matmul(part(Wx, 0).transposed()) + bias(0) + old.matmul(part(Wh, 0).transposed())))
      z.append(sigmoid(xt.matmul(part(Wx, 1).transposed()) + bias(1) + old.matmul(part(Wh, 1).transposed())))
      n.append(tanh(xt.matmul(part(Wx, 2).transposed()) + bias(2) + (r[t] * old).matmul(part(Wh, 2).transposed())))
      states.append((1 - z[t]) * n[t] + z[t] * old)
    }
    h = Tensor(shape: [T, N, H], values: states.dropFirst().flatMap { $0.values })

    var gx = [Tensor](repeating: .zeros(like: part(Wx, 0)), count: 3)
    var gh = [Tensor](repeating: .zeros(like: part(Wh, 0)), count: 3)
    var gb = [Tensor](repeating: .zeros([H]), count: 3)
    var next = Tensor.zeros(like: h0)
    for t in (0..<T).reversed() {
      let old = states[t]
      let total = dh[row: t] + next
      let an = total * (1 - z[t]) * (1 - n[t] * n[t])
      let az = total * (n[t] - old) * z[t] * (1 - z[t])
      let reset = an.matmul(part(Wh, 2))
      let ar = reset * old * r[t] * (1 - r[t])
      let inputs = [old, old, r[t] * old]
      for (k, a) in [ar, az, an].enumerated() {
        gx[k] += a.transposed().matmul(x[row: t])
        gh[k] += a.transposed().matmul(inputs[k])
        gb[k] += a.sum(axis: 0)
      }
      next = total * z[t] + ar.matmul(part(Wh, 0)) + az.matmul(part(Wh, 1)) + reset * r[t]
    }
    dWx = Tensor(shape: Wx.shape, values: gx.flatMap { $0.values })
    dWh = Tensor(shape: Wh.shape, values: gh.flatMap { $0.values })
    db = Tensor(shape: b.shape, values: gb.flatMap { $0.values })
    dh0 = next
    return h
  }

  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
