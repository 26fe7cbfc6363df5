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

  /// everything of one position
  struct Moment {
    var x, i, f, g, o, cBefore, c, h: Tensor
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    let H = h0.shape[1]
    var tape: [Moment] = []
    var (hNow, cNow) = (h0, c0)
    for t in 0..<x.shape[0] {
      let z = x[row: t].matmul(Wx.transposed()) + hNow.matmul(Wh.transposed()) + b
      let gate = { (k: Int) in z[columns: (k * H)..<((k + 1) * H)] }
      let (i, f, g, o) = (sigmoid(gate(0)), sigmoid(gate(1)), tanh(gate(2)), sigmoid(gate(3)))
      let cBefore = cNow
      cNow = f * cNow + i * g
      hNow = o * tanh(cNow)
      tape.append(Moment(x: x[row: t], i: i, f: f, g: g, o: o, cBefore: cBefore, c: cNow, h: hNow))
    }
    h = .zeros([x.shape[0], x.shape[1], H])
    c = .zeros([x.shape[0], x.shape[1], H])
    for (t, moment) in tape.enumerated() {
      h[row: t] = moment.h
      c[row: t] = moment.c
    }

    dWx = .zeros(like: Wx)
    dWh = .zeros(like: Wh)
    db = .zeros(like: b)
    dh0 = .zeros(like: h0)
    dc0 = .zeros(like: c0)
    for t in tape.indices.reversed() {
      let m = tape[t]
      let squash = tanh(m.c)
      let dhTotal = dh[row: t] + dh0
      let dc = dhTotal * m.o * (1 - squash * squash) + dc0
      let di = dc * m.g * m.i * (1 - m.i)
      let df = dc * m.cBefore * m.f * (1 - m.f)
      let dg = dc * m.i * (1 - m.g * m.g)
      let dO = dhTotal * squash * m.o * (1 - m.o)
      var dz = Tensor.zeros([x.shape[1], 4 * H])
      for u in 0..<H {
        dz[column: u] = di[column: u]
        dz[column: H + u] = df[column: u]
        dz[column: 2 * H + u] = dg[column: u]
        dz[column: 3 * H + u] = dO[column: u]
      }
      dWx = dWx + dz.transposed().matmul(m.x)
      dWh = dWh + dz.transposed().matmul(m.h)
      db = db + dz.sum(axis: 0)
      dh0 = dz.matmul(Wh)
      dc0 = dc * m.f
    }
    return h
  }

  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
