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
    let T = x.shape[0], N = x.shape[1], F = x.shape[2], H = h0.shape[1]
    h = Tensor(repeating: 0, shape: [T, N, H])
    dWx = Tensor(repeating: 0, shape: Wx.shape)
    dWh = Tensor(repeating: 0, shape: Wh.shape)
    db = Tensor(repeating: 0, shape: b.shape)
    dh0 = Tensor(repeating: 0, shape: h0.shape)
    let none = [Double](repeating: 0, count: H)

    for s in 0..<N {
      var before = [[Double]]()
      var r = [[Double]](), z = [[Double]](), n = [[Double]]()
      var state = (0..<H).map { h0[s, $0] }

      for t in 0..<T {
        before.append(state)
        // what the input adds in row q, with the bias
        func input(_ q: Int) -> Double {
          var sum = b[q]
          for f in 0..<F { sum += Wx[q, f] * x[t, s, f] }
          return sum
        }
        func recurrent(_ q: Int, _ v: [Double]) -> Double {
          var sum = 0.0
          for k in 0..<H { sum += Wh[q, k] * v[k] }
          return sum
        }
        r.append((0..<H).map { sigmoid(input($0) + recurrent($0, state)) })
        z.append((0..<H).map { sigmoid(input(H + $0) + recurrent(H + $0, state)) })
        let held = (0..<H).map { r[t][$0] * state[$0] }
        n.append((0..<H).map { tanh(input(2 * H + $0) + recurrent(2 * H + $0, held)) })
        state = (0..<H).map { (1 - z[t][$0]) * n[t][$0] + z[t][$0] * state[$0] }
        for u in 0..<H { h[t, s, u] = state[u] }
      }

      var flow = none
      for t in (0..<T).reversed() {
        var back = none
        var dReset = none
        var a = [Double](repeating: 0, count: 3 * H)
        for u in 0..<H {
          let total = flow[u] + dh[t, s, u]
          a[2 * H + u] = total * (1 - z[t][u]) * (1 - n[t][u] * n[t][u])
          a[H + u] = total * (before[t][u] - n[t][u]) * z[t][u] * (1 - z[t][u])
          back[u] = total * z[t][u]
        }
        for u in 0..<H {
          for k in 0..<H { dReset[k] += a[2 * H + u] * Wh[2 * H + u, k] }
        }
        for u in 0..<H {
          a[u] = dReset[u] * before[t][u] * r[t][u] * (1 - r[t][u])
          back[u] += dReset[u] * r[t][u]
        }
        for q in 0..<(3 * H) {
          db[q] += a[q]
          for f in 0..<F { dWx[q, f] += a[q] * x[t, s, f] }
          for k in 0..<H {
            if q < 2 * H {
              back[k] += a[q] * Wh[q, k]
              dWh[q, k] += a[q] * before[t][k]
            } else {
              dWh[q, k] += a[q] * r[t][k] * before[t][k]
            }
          }
        }
        flow = back
      }
      for u in 0..<H { dh0[s, u] = flow[u] }
    }
    return h
  }

  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
