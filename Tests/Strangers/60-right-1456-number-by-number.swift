import GradusKit

/// A layer of long short-term memory over a sequence, there and back through time.
struct LSTM: Layer {
  /// The grader writes these before the first call. The rows of Wx and Wh and the entries of b are those of the gates, one
  /// below the other: first all of i, then f, g and o.
  var h0 = Tensor(0)
  var c0 = Tensor(0)
  var Wx = Tensor(0)
  var Wh = Tensor(0)
  var b = Tensor(0)
  /// The loss's derivative by the output at every position.
  var dh = Tensor(0)

  /// What you compute on the way there is read from these, by name.
  var c = Tensor(0)
  var h = Tensor(0)
  /// What you compute on the way back is read from these, by name.
  var dWx = Tensor(0)
  var dWh = Tensor(0)
  var db = Tensor(0)
  var dh0 = Tensor(0)
  var dc0 = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    let (T, N, F, H) = (x.shape[0], x.shape[1], x.shape[2], h0.shape[1])
    h = Tensor(repeating: 0, shape: [T, N, H])
    c = h
    dWx = .zeros(like: Wx)
    dWh = .zeros(like: Wh)
    db = .zeros(like: b)
    dh0 = .zeros(like: h0)
    dc0 = .zeros(like: c0)
    // each sequence on its own
    for n in 0..<N {
      var gates = [[Double]](repeating: [Double](repeating: 0, count: 4 * H), count: T)
      func before(_ t: Int, _ j: Int, _ all: Tensor, _ start: Tensor) -> Double {
        t == 0 ? start[n, j] : all[t - 1, n, j]
      }
      for t in 0..<T {
        for k in 0..<4 * H {
          var z = b[k]
          for q in 0..<F { z += Wx[k, q] * x[t, n, q] }
          for q in 0..<H { z += Wh[k, q] * before(t, q, h, h0) }
          gates[t][k] = k / H == 2 ? tanh(z) : 1 / (1 + exp(-z))
        }
        for j in 0..<H {
          let cell = gates[t][H + j] * before(t, j, c, c0) + gates[t][j] * gates[t][2 * H + j]
          c[t, n, j] = cell
          h[t, n, j] = gates[t][3 * H + j] * tanh(cell)
        }
      }
      var carryH = [Double](repeating: 0, count: H), carryC = carryH
      for t in (0..<T).reversed() {
        var dz = [Double](repeating: 0, count: 4 * H)
        for j in 0..<H {
          let i = gates[t][j], f = gates[t][H + j], g = gates[t][2 * H + j], o = gates[t][3 * H + j]
          let total = dh[t, n, j] + carryH[j]
          let th = tanh(c[t, n, j])
          let dCell = carryC[j] + total * o * (1 - th) * (1 + th)
          dz[j] = dCell * g * (i - i * i)
          dz[H + j] = dCell * before(t, j, c, c0) * (f - f * f)
          dz[2 * H + j] = dCell * i * (1 - g * g)
          dz[3 * H + j] = total * th * (o - o * o)
          carryC[j] = dCell * f
        }
        for q in 0..<H {
          var s = 0.0
          for k in 0..<4 * H { s += dz[k] * Wh[k, q] }
          carryH[q] = s
        }
        for k in 0..<4 * H {
          db[k] += dz[k]
          for q in 0..<F { dWx[k, q] += dz[k] * x[t, n, q] }
          for q in 0..<H { dWh[k, q] += dz[k] * before(t, q, h, h0) }
        }
      }
      for j in 0..<H {
        dh0[n, j] = carryH[j]
        dc0[n, j] = carryC[j]
      }
    }
    return h
  }

  /// Never called here; every `Layer` has it.
  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
