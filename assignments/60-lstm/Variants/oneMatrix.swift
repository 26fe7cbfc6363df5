import GradusKit

// Input, output before and a column of ones side by side: one matrix of weights for everything.
struct LSTM: Layer {
  var h0 = Tensor(0), c0 = Tensor(0), Wx = Tensor(0), Wh = Tensor(0), b = Tensor(0), dh = Tensor(0)
  var c = Tensor(0), h = Tensor(0)
  var dWx: Tensor { dW[columns: 0..<Wx.shape[1]] }
  var dWh: Tensor { dW[columns: Wx.shape[1]..<Wx.shape[1] + Wh.shape[1]] }
  var db: Tensor { dW[column: Wx.shape[1] + Wh.shape[1]] }
  var dh0 = Tensor(0), dc0 = Tensor(0)
  private var dW = Tensor(0)

  private func sideBySide(_ parts: [Tensor]) -> Tensor {
    let rows = parts[0].shape[0]
    return Tensor((0..<rows).map { n in parts.flatMap { $0[row: n].values } })
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    let (times, batch, hidden) = (x.shape[0], x.shape[1], h0.shape[1])
    let W = sideBySide([Wx, Wh, b.reshaped(-1, 1)])
    let ones = Tensor(repeating: 1, shape: [batch, 1])
    c = .zeros([times, batch, hidden])
    h = .zeros([times, batch, hidden])
    var (inputs, activations) = ([Tensor](), [Tensor]())
    for t in 0..<times {
      inputs.append(sideBySide([x[row: t], t > 0 ? h[row: t - 1] : h0, ones]))
      var a = matmul(inputs[t], W.transposed())
      for n in 0..<batch {
        for k in 0..<4 * hidden { a[n, k] = k / hidden == 2 ? tanh(a[n, k]) : sigmoid(a[n, k]) }
      }
      activations.append(a)
      for n in 0..<batch {
        for j in 0..<hidden {
          let before = t > 0 ? c[t - 1, n, j] : c0[n, j]
          c[t, n, j] = before * a[n, hidden + j] + a[n, j] * a[n, 2 * hidden + j]
          h[t, n, j] = tanh(c[t, n, j]) * a[n, 3 * hidden + j]
        }
      }
    }
    dW = .zeros(like: W)
    (dh0, dc0) = (.zeros(like: h0), .zeros(like: c0))
    for t in stride(from: times - 1, through: 0, by: -1) {
      let a = activations[t]
      var dz = Tensor.zeros(like: a)
      for n in 0..<batch {
        for j in 0..<hidden {
          let (i, f, g, o) = (a[n, j], a[n, hidden + j], a[n, 2 * hidden + j], a[n, 3 * hidden + j])
          let squashed = tanh(c[t, n, j])
          let dOutput = dh[t, n, j] + dh0[n, j]
          dc0[n, j] += dOutput * o * (1 - squashed * squashed)
          dz[n, j] = dc0[n, j] * g * i * (1 - i)
          dz[n, hidden + j] = dc0[n, j] * (t > 0 ? c[t - 1, n, j] : c0[n, j]) * f * (1 - f)
          dz[n, 2 * hidden + j] = dc0[n, j] * i * (1 - g * g)
          dz[n, 3 * hidden + j] = dOutput * squashed * o * (1 - o)
          dc0[n, j] *= f
        }
      }
      dW += matmul(dz.transposed(), inputs[t])
      dh0 = matmul(dz, Wh)
    }
    return h
  }

  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
