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

  mutating func forward(_ x: Tensor) -> Tensor {
    let features = x.shape[2]
    let positions = x.shape[0] * x.shape[1]
    let flat = x.reshaped(positions, features)
    var means: [Double] = []
    var variances: [Double] = []
    var normed = flat
    var y = flat
    for p in 0..<positions {
      let row = flat[row: p]
      let m = row.sum() / Double(features)
      var q = 0.0
      for v in row { q += (v - m) * (v - m) }
      q /= Double(features)
      means.append(m)
      variances.append(q)
      let scale = 1 / sqrt(q + epsilon)
      normed[row: p] = (row - m) * scale
      y[row: p] = normed[row: p] * gamma + beta
    }
    mean = Tensor(shape: [x.shape[0], x.shape[1]], values: means)
    variance = Tensor(shape: [x.shape[0], x.shape[1]], values: variances)
    xHat = Tensor(shape: x.shape, values: normed.values)
    return Tensor(shape: x.shape, values: y.values)
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let n = gamma.count
    dgamma = Tensor(repeating: 0, shape: [n])
    dbeta = Tensor(repeating: 0, shape: [n])
    var dx = Tensor.zeros(like: dy)
    for p in 0..<(dy.count / n) {
      let start = p * n
      var a = 0.0, c = 0.0
      for j in 0..<n {
        let d = dy[start + j]
        dbeta[j] += d
        dgamma[j] += d * xHat[start + j]
        a += d * gamma[j]
        c += d * gamma[j] * xHat[start + j]
      }
      let deviation = sqrt(variance[p] + epsilon)
      for j in 0..<n {
        dx[start + j] = (Double(n) * dy[start + j] * gamma[j] - a - xHat[start + j] * c) / (Double(n) * deviation)
      }
    }
    return dx
  }
}
