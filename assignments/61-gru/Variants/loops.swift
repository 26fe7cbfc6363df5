import GradusKit

// Plain loops over sequences and hidden units, without a matrix product.
struct GRU: Layer {
  var h0 = Tensor(0), Wx = Tensor(0), Wh = Tensor(0), b = Tensor(0), dh = Tensor(0)
  var h = Tensor(0), dWx = Tensor(0), dWh = Tensor(0), db = Tensor(0), dh0 = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    let (T, N, F, H) = (x.shape[0], x.shape[1], x.shape[2], h0.shape[1])
    h = .zeros([T, N, H])
    (dWx, dWh, db, dh0) = (.zeros(like: Wx), .zeros(like: Wh), .zeros(like: b), .zeros(like: h0))
    for n in 0..<N {
      var before: [[Double]] = [(0..<H).map { h0[n, $0] }]
      var r: [[Double]] = []
      var z: [[Double]] = []
      var c: [[Double]] = []
      for t in 0..<T {
        let last = before[t]
        func input(_ k: Int) -> Double { (0..<F).reduce(b[k]) { $0 + Wx[k, $1] * x[t, n, $1] } }
        func past(_ k: Int, _ values: [Double]) -> Double { (0..<H).reduce(0) { $0 + Wh[k, $1] * values[$1] } }
        r.append((0..<H).map { sigmoid(input($0) + past($0, last)) })
        z.append((0..<H).map { sigmoid(input(H + $0) + past(H + $0, last)) })
        let reset = (0..<H).map { r[t][$0] * last[$0] }
        c.append((0..<H).map { tanh(input(2 * H + $0) + past(2 * H + $0, reset)) })
        before.append((0..<H).map { (1 - z[t][$0]) * c[t][$0] + z[t][$0] * last[$0] })
        for k in 0..<H { h[t, n, k] = before[t + 1][k] }
      }
      var from = [Double](repeating: 0, count: H)
      for t in stride(from: T - 1, through: 0, by: -1) {
        let last = before[t]
        let total = (0..<H).map { dh[t, n, $0] + from[$0] }
        let dc = (0..<H).map { total[$0] * (1 - z[t][$0]) * (1 - c[t][$0] * c[t][$0]) }
        let dz = (0..<H).map { total[$0] * (last[$0] - c[t][$0]) * z[t][$0] * (1 - z[t][$0]) }
        let dreset = (0..<H).map { j in (0..<H).reduce(0) { $0 + dc[$1] * Wh[2 * H + $1, j] } }
        let dr = (0..<H).map { dreset[$0] * last[$0] * r[t][$0] * (1 - r[t][$0]) }
        let all = dr + dz + dc
        for k in 0..<3 * H {
          db[k] += all[k]
          for f in 0..<F { dWx[k, f] += all[k] * x[t, n, f] }
          for j in 0..<H { dWh[k, j] += all[k] * (k < 2 * H ? last[j] : r[t][j] * last[j]) }
        }
        from = (0..<H).map { j in
          let direct = total[j] * z[t][j] + dreset[j] * r[t][j]
          return (0..<2 * H).reduce(direct) { $0 + all[$1] * Wh[$1, j] }
        }
      }
      for k in 0..<H { dh0[n, k] = from[k] }
    }
    return h
  }

  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
