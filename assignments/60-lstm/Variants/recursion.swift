import GradusKit

// A position calls the next one, and goes back when that has returned: no list of gates is kept.
struct LSTM: Layer {
  var h0 = Tensor(0), c0 = Tensor(0), Wx = Tensor(0), Wh = Tensor(0), b = Tensor(0), dh = Tensor(0)
  var c: Tensor { stacked(cells) }
  var h: Tensor { stacked(outputs) }
  private var cells: [Tensor] = [], outputs: [Tensor] = []
  var dWx = Tensor(0), dWh = Tensor(0), db = Tensor(0), dh0 = Tensor(0), dc0 = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    (cells, outputs) = ([], [])
    (dWx, dWh, db) = (.zeros(like: Wx), .zeros(like: Wh), .zeros(like: b))
    (dh0, dc0) = visit(0, x, h0, c0)
    return h
  }

  private mutating func visit(_ t: Int, _ x: Tensor, _ hBefore: Tensor, _ cBefore: Tensor) -> (Tensor, Tensor) {
    if t == x.shape[0] { return (.zeros(like: h0), .zeros(like: c0)) }
    let n = h0.shape[1]
    let z = b + matmul(hBefore, Wh.transposed()) + matmul(x[row: t], Wx.transposed())
    let (i, f) = (sigmoid(z[columns: 0..<n]), sigmoid(z[columns: n..<2 * n]))
    let (g, o) = (tanh(z[columns: 2 * n..<3 * n]), sigmoid(z[columns: 3 * n..<4 * n]))
    let cell = f * cBefore + i * g
    let output = o * tanh(cell)
    cells.append(cell)
    outputs.append(output)

    let (dhAfter, dcAfter) = visit(t + 1, x, output, cell)

    let dOutput = dh[row: t] + dhAfter
    let dCell = dcAfter + dOutput * o * (1 - tanh(cell) * tanh(cell))
    let di = (dCell * g * i * (1 - i)).transposed()
    let df = (dCell * cBefore * f * (1 - f)).transposed()
    let dg = (dCell * i * (1 - g * g)).transposed()
    let dOut = (dOutput * tanh(cell) * o * (1 - o)).transposed()
    let dz = Tensor(shape: [4 * n, h0.shape[0]], values: di.values + df.values + dg.values + dOut.values)
    dWx += matmul(dz, x[row: t])
    dWh += matmul(dz, hBefore)
    db += dz.sum(axis: 1)
    return (matmul(dz.transposed(), Wh), dCell * f)
  }

  private func stacked(_ tensors: [Tensor]) -> Tensor {
    Tensor(shape: [tensors.count] + h0.shape, values: tensors.flatMap(\.values))
  }

  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
