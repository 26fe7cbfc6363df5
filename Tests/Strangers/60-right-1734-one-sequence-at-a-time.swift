import GradusKit

struct LSTM: Layer {
  var h0 = Tensor(0)
  var c0 = Tensor(0)
  var Wx = Tensor(0)
  var Wh = Tensor(0)
  var b = Tensor(0)
  var dh = Tensor(0)

  var c = Tensor(0)
  var h = Tensor(0)
  var dWx = Tensor(0)
  var dWh = Tensor(0)
  var db = Tensor(0)
  var dh0 = Tensor(0)
  var dc0 = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    let (T, N, F) = (x.shape[0], x.shape[1], x.shape[2])
    let H = h0.shape[1]
    h = Tensor(repeating: 0, shape: [T, N, H])
    c = Tensor(repeating: 0, shape: [T, N, H])
    dWx = Tensor.zeros(like: Wx)
    dWh = Tensor.zeros(like: Wh)
    db = Tensor.zeros(like: b)
    dh0 = Tensor.zeros(like: h0)
    dc0 = Tensor.zeros(like: c0)

    // The sequences of a batch know nothing of each other.
    for n in 0..<N {
      var gates = [[Double]](repeating: [Double](repeating: 0, count: 4 * H), count: T)
      var hs: [[Double]] = [(0..<H).map { h0[n, $0] }]  // hs[t] is h(t-1)
      var cs: [[Double]] = [(0..<H).map { c0[n, $0] }]

      for t in 0..<T {
        for q in 0..<(4 * H) {
          var s = b[q]
          for f in 0..<F { s += Wx[q, f] * x[t, n, f] }
          for k in 0..<H { s += Wh[q, k] * hs[t][k] }
          gates[t][q] = q / H == 2 ? tanh(s) : sigmoid(s)
        }
        var newH: [Double] = [], newC: [Double] = []
        for u in 0..<H {
          let cell = gates[t][H + u] * cs[t][u] + gates[t][u] * gates[t][2 * H + u]
          let out = gates[t][3 * H + u] * tanh(cell)
          newC.append(cell)
          newH.append(out)
          c[t, n, u] = cell
          h[t, n, u] = out
        }
        hs.append(newH)
        cs.append(newC)
      }

      var dhNext = [Double](repeating: 0, count: H)
      var dcNext = dhNext
      for t in (0..<T).reversed() {
        var dz = [Double](repeating: 0, count: 4 * H)
        for u in 0..<H {
          let i = gates[t][u], f = gates[t][H + u], g = gates[t][2 * H + u], o = gates[t][3 * H + u]
          let squashed = tanh(cs[t + 1][u])
          let total = dh[t, n, u] + dhNext[u]
          let dc = dcNext[u] + total * o * (1 - squashed * squashed)
          dz[u] = dc * g * i * (1 - i)
          dz[H + u] = dc * cs[t][u] * f * (1 - f)
          dz[2 * H + u] = dc * i * (1 - g * g)
          dz[3 * H + u] = total * squashed * o * (1 - o)
          dcNext[u] = dc * f
        }
        dhNext = [Double](repeating: 0, count: H)
        for q in 0..<(4 * H) {
          db[q] += dz[q]
          for f in 0..<F { dWx[q, f] += dz[q] * x[t, n, f] }
          for k in 0..<H {
            dWh[q, k] += dz[q] * hs[t][k]
            dhNext[k] += dz[q] * Wh[q, k]
          }
        }
      }
      for k in 0..<H {
        dh0[n, k] = dhNext[k]
        dc0[n, k] = dcNext[k]
      }
    }
    return h
  }

  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
