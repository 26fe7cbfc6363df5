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
    let width = x.shape[2]
    let positions = x.shape[0] * x.shape[1]
    mean = .zeros([x.shape[0], x.shape[1]])
    variance = .zeros([x.shape[0], x.shape[1]])
    xHat = x
    var y = x
    for p in 0..<positions {
      let start = p * width
      for j in start..<(start + width) { mean[p] += x[j] / Double(width) }
      for j in start..<(start + width) {
        let d = x[j] - mean[p]
        variance[p] += d * d / Double(width)
      }
      let deviation = sqrt(variance[p] + epsilon)
      for j in 0..<width {
        xHat[start + j] = (x[start + j] - mean[p]) / deviation
        y[start + j] = gamma[j] * xHat[start + j] + beta[j]
      }
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let width = dy.shape[2]
    dgamma = .zeros(like: gamma)
    dbeta = .zeros(like: beta)
    var dx = Tensor.zeros(like: dy)
    for p in 0..<variance.count {
      let start = p * width
      var sum = 0.0, along = 0.0
      for j in 0..<width {
        let d = dy[start + j], hat = xHat[start + j]
        dbeta[j] += d
        dgamma[j] += d * hat
        sum += d * gamma[j]
        along += d * gamma[j] * hat
      }
      let n = Double(width)
      let scale = 1 / (n * sqrt(variance[p] + epsilon))
      for j in 0..<width {
        dx[start + j] = scale * (n * dy[start + j] * gamma[j] - sum - along * xHat[start + j])
      }
    }
    return dx
  }
}
