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

  // what a position remembers
  struct Cell {
    var x, hBefore, cBefore, i, f, g, o, tanhC: Tensor
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    let H = h0.shape[1]
    var cells: [Cell] = []
    h = .zeros([x.shape[0], h0.shape[0], H])
    c = .zeros([x.shape[0], h0.shape[0], H])
    var (hNow, cNow) = (h0, c0)
    for t in 0..<x.shape[0] {
      let z = x[row: t].matmul(Wx.transposed()) + hNow.matmul(Wh.transposed()) + b
      let i = sigmoid(z[columns: 0..<H]), f = sigmoid(z[columns: H..<2 * H])
      let g = tanh(z[columns: 2 * H..<3 * H]), o = sigmoid(z[columns: 3 * H..<4 * H])
      let cNew = f * cNow + i * g
      cells.append(Cell(x: x[row: t], hBefore: hNow, cBefore: cNow, i: i, f: f, g: g, o: o, tanhC: tanh(cNew)))
      cNow = cNew
      hNow = o * cNew
      c[row: t] = cNow
      h[row: t] = hNow
    }

    dWx = .zeros(like: Wx)
    dWh = .zeros(like: Wh)
    db = .zeros(like: b)
    dh0 = .zeros(like: h0)
    dc0 = .zeros(like: c0)
    for t in stride(from: cells.count - 1, through: 0, by: -1) {
      let s = cells[t]
      let total = dh[row: t] + dh0
      let dc = total * s.o * (1 - s.tanhC * s.tanhC) + dc0
      let parts = [
        dc * s.g * s.i * (1 - s.i),
        dc * s.cBefore * s.f * (1 - s.f),
        dc * s.i * (1 - s.g * s.g),
        total * s.tanhC * s.o * (1 - s.o),
      ]
      dh0 = .zeros(like: h0)
      for (k, d) in parts.enumerated() {
        let rows = k * H..<(k + 1) * H
        dh0 += d.matmul(Wh[rows: rows])
        let byX = d.transposed().matmul(s.x), byH = d.transposed().matmul(s.hBefore), bySum = d.sum(axis: 0)
        for j in 0..<H {
          dWx[row: k * H + j] += byX[row: j]
          dWh[row: k * H + j] += byH[row: j]
          db[k * H + j] += bySum[j]
        }
      }
      dc0 = dc * s.f
    }
    return h
  }

  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
