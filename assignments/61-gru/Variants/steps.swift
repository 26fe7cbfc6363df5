import GradusKit

// A position is a value that knows how to send a gradient back.
private struct Position {
  let x: Tensor
  let before: Tensor
  let r: Tensor
  let z: Tensor
  let n: Tensor
  var h: Tensor { z * before + (1 - z) * n }
}

final class GRU: Layer {
  var h0 = Tensor(0)
  var Wx = Tensor(0)
  var Wh = Tensor(0)
  var b = Tensor(0)
  var dh = Tensor(0)
  private(set) var h = Tensor(0)
  private(set) var dWx = Tensor(0)
  private(set) var dWh = Tensor(0)
  private(set) var db = Tensor(0)
  private(set) var dh0 = Tensor(0)

  required init() {}

  func forward(_ x: Tensor) -> Tensor {
    let H = h0.shape[1]
    var positions: [Position] = []
    h = .zeros([x.shape[0], h0.shape[0], H])
    for t in 0..<x.shape[0] {
      let before = positions.last?.h ?? h0
      let a = x[row: t].matmul(Wx.transposed()) + b
      let past = before.matmul(Wh.transposed())
      let r = sigmoid((a + past)[columns: 0..<H])
      let z = sigmoid((a + past)[columns: H..<2 * H])
      let kept = (r * before).matmul(Wh.transposed())
      let n = tanh((a + kept)[columns: 2 * H..<3 * H])
      positions.append(Position(x: x[row: t], before: before, r: r, z: z, n: n))
      h[row: t] = positions[t].h
    }
    dWx = Tensor(repeating: 0, shape: Wx.shape)
    dWh = Tensor(repeating: 0, shape: Wh.shape)
    db = Tensor(repeating: 0, shape: b.shape)
    var flowing = Tensor(repeating: 0, shape: h0.shape)
    for (t, one) in positions.enumerated().reversed() { flowing = send(dh[row: t] + flowing, one, H) }
    dh0 = flowing
    return h
  }

  private func send(_ total: Tensor, _ one: Position, _ H: Int) -> Tensor {
    let N = total.shape[0]
    let dn = total * (1 - one.z) * (1 - pow(one.n, 2))
    var ofN = Tensor.zeros([N, 3 * H])
    for k in 0..<H { ofN[column: 2 * H + k] = dn[column: k] }
    let dreset = ofN.matmul(Wh)
    let dr = dreset * one.before * one.r * (1 - one.r)
    let dz = total * (one.before - one.n) * one.z * (1 - one.z)
    var ofGates = Tensor.zeros([N, 3 * H])
    for k in 0..<H {
      ofGates[column: k] = dr[column: k]
      ofGates[column: H + k] = dz[column: k]
    }
    dWx += (ofGates + ofN).transposed().matmul(one.x)
    db += (ofGates + ofN).sum(axis: 0)
    dWh += ofGates.transposed().matmul(one.before) + ofN.transposed().matmul(one.r * one.before)
    return total * one.z + ofGates.matmul(Wh) + dreset * one.r
  }

  func backward(_ dy: Tensor) -> Tensor { dy }
}
