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
    h = .zeros([T, N, H])
    c = .zeros([T, N, H])
    // gate[t][n] has i, f, g and o, one after the other
    var gate = [[[Double]]](repeating: [[Double]](repeating: [Double](repeating: 0, count: 4 * H), count: N), count: T)

    for t in 0..<T {
      for n in 0..<N {
        for k in 0..<(4 * H) {
          var z = b[k]
          for f in 0..<F { z += Wx[k, f] * x[t, n, f] }
          for j in 0..<H { z += Wh[k, j] * (t > 0 ? h[t - 1, n, j] : h0[n, j]) }
          gate[t][n][k] = k / H == 2 ? tanh(z) : sigmoid(z)
        }
        for j in 0..<H {
          let before = t > 0 ? c[t - 1, n, j] : c0[n, j]
          c[t, n, j] = gate[t][n][H + j] * before + gate[t][n][j] * gate[t][n][2 * H + j]
          h[t, n, j] = gate[t][n][3 * H + j] * tanh(c[t, n, j])
        }
      }
    }

    dWx = .zeros(like: Wx)
    dWh = .zeros(like: Wh)
    db = .zeros(like: b)
    dh0 = .zeros(like: h0)   // these two hold what flows back, and stay as dh0 and dc0
    dc0 = .zeros(like: c0)
    for t in (0..<T).reversed() {
      for n in 0..<N {
        var dz = [Double](repeating: 0, count: 4 * H)
        for j in 0..<H {
          let i = gate[t][n][j], f = gate[t][n][H + j], g = gate[t][n][2 * H + j], o = gate[t][n][3 * H + j]
          let squashed = tanh(c[t, n, j])
          let total = dh[t, n, j] + dh0[n, j]
          let dc = total * o * (1 - squashed * squashed) + dc0[n, j]
          let before = t > 0 ? c[t - 1, n, j] : c0[n, j]
          dz[j] = dc * g * i * (1 - i)
          dz[H + j] = dc * before * f * (1 - f)
          dz[2 * H + j] = dc * i * (1 - g * g)
          dz[3 * H + j] = total * squashed * o * (1 - o)
          dc0[n, j] = dc * f
        }
        for j in 0..<H {
          var back = 0.0
          for k in 0..<(4 * H) { back += dz[k] * Wh[k, j] }
          dh0[n, j] = back
        }
        for k in 0..<(4 * H) {
          db[k] += dz[k]
          for f in 0..<F { dWx[k, f] += dz[k] * x[t, n, f] }
          for j in 0..<H { dWh[k, j] += dz[k] * (t > 0 ? h[t - 1, n, j] : h0[n, j]) }
        }
      }
    }
    return h
  }

  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
