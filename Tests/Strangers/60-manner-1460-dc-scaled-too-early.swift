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
    let T = x.shape[0], N = x.shape[1], H = h0.shape[1]
    var cells = [c0], outputs = [h0]
    var zs: [Tensor] = []
    for t in 0..<T {
      let z = x[row: t].matmul(Wx.transposed()) + outputs[t].matmul(Wh.transposed()) + b
      let cell = sigmoid(z[columns: H..<2 * H]) * cells[t] + sigmoid(z[columns: 0..<H]) * tanh(z[columns: 2 * H..<3 * H])
      zs.append(z)
      cells.append(cell)
      outputs.append(sigmoid(z[columns: 3 * H..<4 * H]) * tanh(cell))
    }
    c = Tensor(shape: [T, N, H], values: cells[1...].flatMap { $0.values })
    h = Tensor(shape: [T, N, H], values: outputs[1...].flatMap { $0.values })

    dWx = .zeros(like: Wx)
    dWh = .zeros(like: Wh)
    db = .zeros(like: b)
    var dhAfter = Tensor.zeros(like: h0)
    var dc = Tensor.zeros(like: c0)
    for t in (0..<T).reversed() {
      let i = sigmoid(zs[t][columns: 0..<H])
      let f = sigmoid(zs[t][columns: H..<2 * H])
      let g = tanh(zs[t][columns: 2 * H..<3 * H])
      let o = sigmoid(zs[t][columns: 3 * H..<4 * H])
      let squashed = tanh(cells[t + 1])
      let total = dh[row: t] + dhAfter
      dc += total * o * (1 - squashed * squashed)
      dc *= f
      let dz: [Tensor] = [
        dc * g * i * (1 - i),
        dc * cells[t] * f * (1 - f),
        dc * i * (1 - g * g),
        total * squashed * o * (1 - o),
      ]
      let dzT = Tensor(shape: [4 * H, N], values: dz.flatMap { $0.transposed().values })
      dWx += dzT.matmul(x[row: t])
      dWh += dzT.matmul(outputs[t])
      db += dzT.sum(axis: 1)
      dhAfter = dzT.transposed().matmul(Wh)
    }
    dh0 = dhAfter
    dc0 = dc
    return h
  }

  /// Never called here; every `Layer` has it.
  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
