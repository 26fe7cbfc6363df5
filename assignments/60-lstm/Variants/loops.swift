import GradusKit

// Number by number; the cell and the hidden state are kept with the start in front.
struct LSTM: Layer {
  var h0 = Tensor(0), c0 = Tensor(0), Wx = Tensor(0), Wh = Tensor(0), b = Tensor(0), dh = Tensor(0)
  var c = Tensor(0), h = Tensor(0)
  var dWx = Tensor(0), dWh = Tensor(0), db = Tensor(0), dh0 = Tensor(0), dc0 = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    let (times, batch, features, hidden) = (x.shape[0], x.shape[1], x.shape[2], h0.shape[1])
    c = .zeros([times, batch, hidden])
    h = c
    (dWx, dWh, db, dh0, dc0) = (.zeros(like: Wx), .zeros(like: Wh), .zeros(like: b), .zeros(like: h0), .zeros(like: c0))
    for n in 0..<batch {
      var cells = [(0..<hidden).map { c0[n, $0] }]
      var outputs = [(0..<hidden).map { h0[n, $0] }]
      var gates: [[Double]] = []
      for t in 0..<times {
        var a = [Double](repeating: 0, count: 4 * hidden)
        for k in 0..<4 * hidden {
          var z = b[k]
          for i in 0..<features { z += Wx[k, i] * x[t, n, i] }
          for j in 0..<hidden { z += Wh[k, j] * outputs[t][j] }
          a[k] = k / hidden == 2 ? tanh(z) : 1 / (1 + exp(-z))
        }
        gates.append(a)
        cells.append((0..<hidden).map { a[hidden + $0] * cells[t][$0] + a[$0] * a[2 * hidden + $0] })
        outputs.append((0..<hidden).map { a[3 * hidden + $0] * tanh(cells[t + 1][$0]) })
        for j in 0..<hidden { (c[t, n, j], h[t, n, j]) = (cells[t + 1][j], outputs[t + 1][j]) }
      }
      var dhNext = [Double](repeating: 0, count: hidden)
      var dcNext = dhNext
      for t in (0..<times).reversed() {
        var dz = [Double](repeating: 0, count: 4 * hidden)
        for j in 0..<hidden {
          let (i, f, g, o) = (gates[t][j], gates[t][hidden + j], gates[t][2 * hidden + j], gates[t][3 * hidden + j])
          let squashed = tanh(cells[t + 1][j])
          let dOutput = dh[t, n, j] + dhNext[j]
          let dCell = dcNext[j] + dOutput * o * (1 - squashed) * (1 + squashed)
          dz[j] = dCell * g * i * (1 - i)
          dz[hidden + j] = dCell * cells[t][j] * f * (1 - f)
          dz[2 * hidden + j] = dCell * i * (1 - g * g)
          dz[3 * hidden + j] = dOutput * squashed * o * (1 - o)
          dcNext[j] = dCell * f
        }
        dhNext = [Double](repeating: 0, count: hidden)
        for k in 0..<4 * hidden {
          db[k] += dz[k]
          for i in 0..<features { dWx[k, i] += dz[k] * x[t, n, i] }
          for j in 0..<hidden {
            dWh[k, j] += dz[k] * outputs[t][j]
            dhNext[j] += dz[k] * Wh[k, j]
          }
        }
      }
      for j in 0..<hidden { (dh0[n, j], dc0[n, j]) = (dhNext[j], dcNext[j]) }
    }
    return h
  }

  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
