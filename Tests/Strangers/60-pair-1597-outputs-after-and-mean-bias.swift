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
    let T = x.shape[0], N = x.shape[1], H = h0.shape[1]
    var hs: [Tensor] = [], cs: [Tensor] = []
    var acts: [(i: Tensor, f: Tensor, g: Tensor, o: Tensor)] = []
    for t in 0..<T {
      let z = matmul(x[row: t], Wx.transposed()) + matmul(hs.last ?? h0, Wh.transposed()) + b
      let a = (
        i: sigmoid(z[columns: 0..<H]), f: sigmoid(z[columns: H..<2 * H]),
        g: tanh(z[columns: 2 * H..<3 * H]), o: sigmoid(z[columns: 3 * H..<4 * H])
      )
      acts.append(a)
      cs.append(a.f * (cs.last ?? c0) + a.i * a.g)
      hs.append(a.o * tanh(cs[t]))
    }
    h = Tensor(shape: [T, N, H], values: hs.flatMap { $0.values })
    c = Tensor(shape: [T, N, H], values: cs.flatMap { $0.values })

    dWx = .zeros(like: Wx)
    dWh = .zeros(like: Wh)
    db = .zeros(like: b)
    var dhNext = Tensor.zeros(like: h0), dcNext = Tensor.zeros(like: c0)
    for t in (0..<T).reversed() {
      let a = acts[t]
      let before = t == 0 ? c0 : cs[t - 1]
      let tc = tanh(cs[t])
      let total = dh[row: t] + dhNext
      let dc = total * a.o * (1 - tc * tc) + dcNext
      var dz = Tensor.zeros([N, 4 * H])
      for n in 0..<N {
        for j in 0..<H {
          dz[n, j] = dc[n, j] * a.g[n, j] * a.i[n, j] * (1 - a.i[n, j])
          dz[n, H + j] = dc[n, j] * before[n, j] * a.f[n, j] * (1 - a.f[n, j])
          dz[n, 2 * H + j] = dc[n, j] * a.i[n, j] * (1 - a.g[n, j] * a.g[n, j])
          dz[n, 3 * H + j] = total[n, j] * tc[n, j] * a.o[n, j] * (1 - a.o[n, j])
        }
      }
      dWx += matmul(dz.transposed(), x[row: t])
      dWh += matmul(dz.transposed(), hs[t])
      db += dz.mean(axis: 0)
      dhNext = matmul(dz, Wh)
      dcNext = dc * a.f
    }
    dh0 = dhNext
    dc0 = dcNext
    return h
  }

  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
