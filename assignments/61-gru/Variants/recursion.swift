import GradusKit

// Each position calls the next one, and gets back what flows to it.
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
    h = .zeros([x.shape[0], h0.shape[0], h0.shape[1]])
    dWx = Wx * 0
    dWh = Wh * 0
    db = b * 0
    dh0 = visit(0, h0, x)
    return h
  }

  /// Returns the derivative by the output before.
  private mutating func visit(_ t: Int, _ hBefore: Tensor, _ x: Tensor) -> Tensor {
    guard t < x.shape[0] else { return hBefore * 0 }
    let H = hBefore.shape[1]
    func part(_ k: Int) -> Range<Int> { k * H..<(k + 1) * H }
    func rows(_ W: Tensor, _ k: Int) -> Tensor { W[rows: Array(part(k))] }
    func input(_ k: Int) -> Tensor {
      matmul(x[row: t], rows(Wx, k).transposed()) + b.reshaped(1, -1)[columns: part(k)]
    }
    let r = sigmoid(input(0) + matmul(hBefore, rows(Wh, 0).transposed()))
    let z = sigmoid(input(1) + matmul(hBefore, rows(Wh, 1).transposed()))
    let n = tanh(input(2) + matmul(r * hBefore, rows(Wh, 2).transposed()))
    let out = n + z * (hBefore - n)
    h[row: t] = out

    let total = dh[row: t] + visit(t + 1, out, x)
    let dn = total * (1 - z) * (1 - n) * (1 + n)
    let dz = total * (hBefore - n) * z * (1 - z)
    let dreset = matmul(dn, rows(Wh, 2))
    let dr = dreset * hBefore * r * (1 - r)
    for (k, (slope, past)) in [(dr, hBefore), (dz, hBefore), (dn, r * hBefore)].enumerated() {
      let (toX, toH, toB) = (
        matmul(slope.transposed(), x[row: t]), matmul(slope.transposed(), past), slope.sum(axis: 0)
      )
      for j in 0..<H {
        dWx[row: k * H + j] = dWx[row: k * H + j] + toX[row: j]
        dWh[row: k * H + j] = dWh[row: k * H + j] + toH[row: j]
        db[k * H + j] += toB[j]
      }
    }
    return total * z + matmul(dr, rows(Wh, 0)) + matmul(dz, rows(Wh, 1)) + dreset * r
  }

  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
