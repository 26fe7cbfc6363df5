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
    let (T, N, H) = (x.shape[0], x.shape[1], h0.shape[1])
    h = .zeros([T, N, H])
    c = .zeros([T, N, H])
    var saved: [(i: Tensor, f: Tensor, g: Tensor, o: Tensor, c: Tensor, h: Tensor)] = []
    var hPrevious = h0, cPrevious = c0
    for t in 0..<T {
      let z = x[row: t].matmul(Wx.transposed()) + hPrevious.matmul(Wh.transposed()) + b
      let i = sigmoid(z[columns: 0..<H]), f = sigmoid(z[columns: H..<2 * H])
      let g = tanh(z[columns: 2 * H..<3 * H]), o = sigmoid(z[columns: 3 * H..<4 * H])
      saved.append((i, f, g, o, cPrevious, hPrevious))
      cPrevious = f * cPrevious + i * g
      hPrevious = o * tanh(cPrevious)
      c[row: t] = cPrevious
      h[row: t] = hPrevious
    }
    dWx = .zeros(like: Wx)
    dWh = .zeros(like: Wh)
    db = .zeros(like: b)
    var dhNext = Tensor.zeros(like: h0)
    for t in (0..<T).reversed() {
      let s = saved[t]
      let total = dh[row: t] + dhNext
      let th = tanh(c[row: t])
      let dc = total * s.o * (1 - th * th)
      var dz: [Double] = []
      dz += (dc * s.g * s.i * (1 - s.i)).transposed().values
      dz += (dc * s.c * s.f * (1 - s.f)).transposed().values
      dz += (dc * s.i * (1 - s.g * s.g)).transposed().values
      dz += (total * th * s.o * (1 - s.o)).transposed().values
      let dzT = Tensor(shape: [4 * H, N], values: dz)
      dWx += dzT.matmul(x[row: t])
      dWh += dzT.matmul(s.h)
      db += dzT.sum(axis: 1)
      dhNext = dzT.transposed().matmul(Wh)
      dc0 = dc * s.f
    }
    dh0 = dhNext
    return h
  }

  /// Never called here; every `Layer` has it.
  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
