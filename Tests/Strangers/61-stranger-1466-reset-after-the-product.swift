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
    var past = [h0]
    var kept: [(r: Tensor, z: Tensor, n: Tensor, q: Tensor)] = []
    for t in 0..<T {
      let a = x[row: t].matmul(Wx.transposed()) + b
      let u = past[t].matmul(Wh.transposed())
      let r = sigmoid(a[columns: 0..<H] + u[columns: 0..<H])
      let z = sigmoid(a[columns: H..<2 * H] + u[columns: H..<2 * H])
      let q = u[columns: 2 * H..<3 * H]
      let n = tanh(a[columns: 2 * H..<3 * H] + r * q)
      kept.append((r, z, n, q))
      past.append((1 - z) * n + z * past[t])
    }
    h = Tensor(shape: [T, N, H], values: past.dropFirst().flatMap { $0.values })
    dWx = .zeros(like: Wx)
    dWh = .zeros(like: Wh)
    db = .zeros(like: b)
    var next = Tensor.zeros(like: h0)
    for t in (0..<T).reversed() {
      let k = kept[t]
      let total = dh[row: t] + next
      let dn = total * (1 - k.z) * (1 - k.n * k.n)
      let dz = total * (past[t] - k.n) * k.z * (1 - k.z)
      let dr = dn * k.q * k.r * (1 - k.r)
      let inner = Tensor(shape: [3 * H, N], values: [dr, dz, dn].flatMap { $0.transposed().values })
      let outer = Tensor(shape: [3 * H, N], values: [dr, dz, dn * k.r].flatMap { $0.transposed().values })
      dWx += inner.matmul(x[row: t])
      db += inner.sum(axis: 1)
      dWh += outer.matmul(past[t])
      next = total * k.z + outer.transposed().matmul(Wh)
    }
    dh0 = next
    return h
  }

  /// Never called here; every `Layer` has it.
  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
