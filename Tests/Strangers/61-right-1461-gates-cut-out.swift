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
    let (T, N, H) = (x.shape[0], x.shape[1], h0.shape[1])
    func part(_ k: Int, _ m: Tensor) -> Tensor { m[rows: Array(k * H..<(k + 1) * H)] }
    func bias(_ k: Int) -> Tensor { Tensor(Array(b.values[k * H..<(k + 1) * H])) }
    let (U, V) = ((0..<3).map { part($0, Wx) }, (0..<3).map { part($0, Wh) })
    var states = [h0]
    var rs: [Tensor] = [], zs: [Tensor] = [], ns: [Tensor] = []
    for t in 0..<T {
      let last = states[t]
      let r = sigmoid(x[row: t].matmul(U[0].transposed()) + bias(0) + last.matmul(V[0].transposed()))
      let z = sigmoid(x[row: t].matmul(U[1].transposed()) + bias(1) + last.matmul(V[1].transposed()))
      let n = tanh(x[row: t].matmul(U[2].transposed()) + bias(2) + (r * last).matmul(V[2].transposed()))
      states.append(n + z * (last - n))
      rs.append(r)
      zs.append(z)
      ns.append(n)
    }
    h = Tensor(shape: [T, N, H], values: states.dropFirst().flatMap { $0.values })

    var gU = U.map { Tensor.zeros(like: $0) }, gV = V.map { Tensor.zeros(like: $0) }
    var gb = [Tensor](repeating: Tensor(repeating: 0, shape: [H]), count: 3)
    var flow = Tensor.zeros(like: h0)
    for t in (0..<T).reversed() {
      let (r, z, n, last) = (rs[t], zs[t], ns[t], states[t])
      let total = dh[row: t] + flow
      let an = total * (1 - z) * (1 - n * n)
      let az = total * (last - n) * z * (1 - z)
      let reset = an.matmul(V[2])
      let ar = reset * last * r * (1 - r)
      let sources = [last, last, r * last]
      for (k, a) in [ar, az, an].enumerated() {
        gU[k] += a.transposed().matmul(x[row: t])
        gV[k] += a.transposed().matmul(sources[k])
        gb[k] += a.sum(axis: 0)
      }
      flow = total * z + ar.matmul(V[0]) + az.matmul(V[1]) + reset * r
    }
    dWx = Tensor(shape: Wx.shape, values: gU.flatMap { $0.values })
    dWh = Tensor(shape: Wh.shape, values: gV.flatMap { $0.values })
    db = Tensor(shape: b.shape, values: gb.flatMap { $0.values })
    dh0 = flow
    return h
  }

  /// Never called here; every `Layer` has it.
  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
