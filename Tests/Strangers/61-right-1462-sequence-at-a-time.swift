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

  private struct Moment { var r, z, n, past: [Double] }

  mutating func forward(_ x: Tensor) -> Tensor {
    let (T, N, F, H) = (x.shape[0], x.shape[1], x.shape[2], h0.shape[1])
    h = .zeros([T, N, H])
    dWx = .zeros(like: Wx)
    dWh = .zeros(like: Wh)
    db = .zeros(like: b)
    dh0 = .zeros(like: h0)
    for s in 0..<N {
      var story: [Moment] = []
      var now = (0..<H).map { j in h0[s, j] }
      for t in 0..<T {
        var m = Moment(r: [], z: [], n: [], past: now)
        func sum(_ row: Int, _ from: [Double]) -> Double {
          var a = b[row]
          for q in 0..<F { a += Wx[row, q] * x[t, s, q] }
          for q in 0..<H { a += Wh[row, q] * from[q] }
          return a
        }
        for j in 0..<H {
          m.r.append(sigmoid(sum(j, now)))
          m.z.append(sigmoid(sum(H + j, now)))
        }
        var scaled = now
        for j in 0..<H { scaled[j] *= m.r[j] }
        for j in 0..<H { m.n.append(tanh(sum(2 * H + j, scaled))) }
        for j in 0..<H {
          now[j] = m.z[j] * m.past[j] + m.n[j] - m.z[j] * m.n[j]
          h[t, s, j] = now[j]
        }
        story.append(m)
      }
      var back = [Double](repeating: 0, count: H)
      for t in stride(from: T - 1, through: 0, by: -1) {
        let m = story[t]
        var a = [Double](repeating: 0, count: 3 * H)
        var total = back
        for j in 0..<H {
          total[j] += dh[t, s, j]
          a[2 * H + j] = total[j] * (1 - m.z[j]) * (1 - m.n[j] * m.n[j])
          a[H + j] = total[j] * (m.past[j] - m.n[j]) * m.z[j] * (1 - m.z[j])
        }
        var reset = [Double](repeating: 0, count: H)
        for q in 0..<H {
          for j in 0..<H { reset[q] += a[2 * H + j] * Wh[2 * H + j, q] }
          a[q] = reset[q] * m.past[q] * m.r[q] * (1 - m.r[q])
        }
        for q in 0..<H {
          back[q] = total[q] * m.z[q] + reset[q] * m.r[q]
          for row in 0..<2 * H { back[q] += a[row] * Wh[row, q] }
        }
        for row in 0..<3 * H {
          db[row] += a[row]
          for q in 0..<F { dWx[row, q] += a[row] * x[t, s, q] }
          for q in 0..<H { dWh[row, q] += a[row] * (row < 2 * H ? m.past[q] : m.r[q] * m.past[q]) }
        }
      }
      for j in 0..<H { dh0[s, j] = back[j] }
    }
    return h
  }

  /// Never called here; every `Layer` has it.
  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
