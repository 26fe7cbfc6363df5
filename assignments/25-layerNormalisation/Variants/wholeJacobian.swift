import GradusKit

// Each input's gradient as a sum over all outputs of its position, with the derivative of every output by every input.
struct LayerNormalisation: Layer {
  @Setting var epsilon = 1e-5
  var gamma = Tensor(0), beta = Tensor(0)
  var mean = Tensor(0), variance = Tensor(0), xHat = Tensor(0)
  var dgamma = Tensor(0), dbeta = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    mean = x.mean(axis: 2)
    let off = x - mean.reshaped(x.shape[0], x.shape[1], 1)
    variance = (off * off).sum(axis: 2) / x.shape[2]
    xHat = off / sqrt(variance + epsilon).reshaped(x.shape[0], x.shape[1], 1)
    return beta + xHat * gamma
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let features = dy.shape[2]
    dgamma = .zeros([features])
    dbeta = .zeros([features])
    var dx = Tensor.zeros(like: dy)
    for n in 0..<dy.shape[0] {
      for t in 0..<dy.shape[1] {
        let width = sqrt(variance[n, t] + epsilon)
        for k in 0..<features {
          dgamma[k] += dy[n, t, k] * xHat[n, t, k]
          dbeta[k] += dy[n, t, k]
          for i in 0..<features {
            let same = i == k ? 1.0 : 0.0
            let slope = (same - 1 / Double(features) - xHat[n, t, i] * xHat[n, t, k] / Double(features)) / width
            dx[n, t, i] += gamma[k] * dy[n, t, k] * slope
          }
        }
      }
    }
    return dx
  }
}
