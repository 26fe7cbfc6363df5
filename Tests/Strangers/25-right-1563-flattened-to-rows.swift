import GradusKit

struct LayerNormalisation: Layer {
  @Setting var epsilon = 1e-5
  var gamma = Tensor(0)
  var beta = Tensor(0)
  var mean = Tensor(0)
  var variance = Tensor(0)
  var xHat = Tensor(0)
  var dgamma = Tensor(0)
  var dbeta = Tensor(0)

  private var inverse = Tensor(0)  // a column: 1/√(variance + ε)

  private func rowMeans(_ m: Tensor) -> Tensor {
    let n = m.shape[1]
    return matmul(m, Tensor(repeating: 1 / Double(n), shape: [n])).reshaped(-1, 1)
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    let (s, t, n) = (x.shape[0], x.shape[1], x.shape[2])
    let rows = x.reshaped(s * t, n)
    let mu = rowMeans(rows)
    let off = rows - mu
    let spread = rowMeans(off * off)
    inverse = 1 / sqrt(spread + epsilon)
    let hat = off * inverse
    mean = mu.reshaped(s, t)
    variance = spread.reshaped(s, t)
    xHat = hat.reshaped(s, t, n)
    return (hat * gamma + beta).reshaped(s, t, n)
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let (s, t, n) = (dy.shape[0], dy.shape[1], dy.shape[2])
    let d = dy.reshaped(s * t, n)
    let hat = xHat.reshaped(s * t, n)
    dbeta = d.sum(axis: 0)
    dgamma = (d * hat).sum(axis: 0)
    let scaled = d * gamma
    let flat = scaled - rowMeans(scaled)
    let dx = (flat - hat * rowMeans(scaled * hat)) * inverse
    return dx.reshaped(s, t, n)
  }
}
