import GradusKit

// An object for each position, linked to the one before.
final class Cell {
  let before: (h: Tensor, c: Tensor)
  let x: Tensor, i: Tensor, f: Tensor, g: Tensor, o: Tensor
  let c: Tensor, h: Tensor

  init(_ x: Tensor, after before: (h: Tensor, c: Tensor), _ layer: LSTM) {
    (self.x, self.before) = (x, before)
    let hidden = before.h.shape[1]
    func net(_ gate: Int) -> Tensor {
      let rows = gate * hidden..<(gate + 1) * hidden
      let fromInput = matmul(layer.Wx[rows: rows], x.transposed()).transposed()
      let fromOutput = matmul(layer.Wh[rows: rows], before.h.transposed()).transposed()
      return fromInput + fromOutput + Tensor(rows.map { layer.b[$0] })
    }
    i = sigmoid(net(0))
    f = sigmoid(net(1))
    g = tanh(net(2))
    o = sigmoid(net(3))
    c = i * g + f * before.c
    h = tanh(c) * o
  }

  /// The gradients of the gates' sums, and of the cell before.
  func backward(dh: Tensor, dc: Tensor) -> (gates: [Tensor], dc: Tensor) {
    let dCell = dc + dh * o * (1 - pow(tanh(c), 2))
    return (
      [
        dCell * g * (i - i * i), dCell * before.c * (f - f * f), dCell * i * (1 - g) * (1 + g),
        dh * tanh(c) * (o - o * o),
      ], dCell * f
    )
  }
}

final class LSTM: Layer {
  var h0 = Tensor(0), c0 = Tensor(0), Wx = Tensor(0), Wh = Tensor(0), b = Tensor(0), dh = Tensor(0)
  private(set) var dWx = Tensor(0), dWh = Tensor(0), db = Tensor(0), dh0 = Tensor(0), dc0 = Tensor(0)
  private var cells: [Cell] = []
  var c: Tensor { stacked(cells.map(\.c)) }
  var h: Tensor { stacked(cells.map(\.h)) }

  init() {}

  private func stacked(_ tensors: [Tensor]) -> Tensor {
    guard let first = tensors.first else { return Tensor(0) }
    return Tensor(shape: [tensors.count] + first.shape, values: tensors.flatMap(\.values))
  }

  func forward(_ x: Tensor) -> Tensor {
    cells = []
    for t in 0..<x.shape[0] { cells.append(Cell(x[row: t], after: cells.last.map { ($0.h, $0.c) } ?? (h0, c0), self)) }
    (dWx, dWh, db) = (0 * Wx, 0 * Wh, 0 * b)
    (dh0, dc0) = (0 * h0, 0 * c0)
    let hidden = h0.shape[1]
    for (t, cell) in cells.enumerated().reversed() {
      let back = cell.backward(dh: dh[row: t] + dh0, dc: dc0)
      dh0 = 0 * h0
      dc0 = back.dc
      for (gate, slope) in back.gates.enumerated() {
        let rows = gate * hidden..<(gate + 1) * hidden
        let (fromX, fromH) = (matmul(slope.transposed(), cell.x), matmul(slope.transposed(), cell.before.h))
        for (k, row) in rows.enumerated() {
          dWx[row: row] += fromX[row: k]
          dWh[row: row] += fromH[row: k]
          db[row] += slope[column: k].sum()
        }
        dh0 += matmul(slope, Wh[rows: rows])
      }
    }
    return h
  }

  func backward(_ dy: Tensor) -> Tensor { dy }
}
