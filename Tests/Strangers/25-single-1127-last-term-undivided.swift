import GradusKit

struct LayerNormalisation: Layer {
  @Setting var epsilon = 1e-5
  var gamma = Tensor(0)
  var beta = Tensor(0)
  var mean: [[Double]] = []
  var variance: [[Double]] = []
  var xHat = Tensor(0)
  var dgamma = Tensor(0)
  var dbeta = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    let (sequences, positions, features) = (x.shape[0], x.shape[1], x.shape[2])
    mean = []
    variance = []
    xHat = .zeros(like: x)
    var y = xHat
    for s in 0..<sequences {
      var means: [Double] = [], variances: [Double] = []
      for t in 0..<positions {
        var m = 0.0, v = 0.0
        for j in 0..<features { m += x[s, t, j] }
        m /= Double(features)
        for j in 0..<features { v += (x[s, t, j] - m) * (x[s, t, j] - m) }
        v /= Double(features)
        for j in 0..<features {
          xHat[s, t, j] = (x[s, t, j] - m) / sqrt(v + epsilon)
          y[s, t, j] = gamma[j] * xHat[s, t, j] + beta[j]
        }
        means.append(m)
        variances.append(v)
      }
      mean.append(means)
      variance.append(variances)
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let (sequences, positions, features) = (dy.shape[0], dy.shape[1], dy.shape[2])
    dgamma = .zeros(like: gamma)
    dbeta = .zeros(like: beta)
    var dx = Tensor.zeros(like: dy)
    for s in 0..<sequences {
      for t in 0..<positions {
        var m1 = 0.0, m2 = 0.0
        for j in 0..<features {
          let d = dy[s, t, j]
          dgamma[j] += d * xHat[s, t, j]
          dbeta[j] += d
          m1 += d * gamma[j] / Double(features)
          m2 += d * gamma[j] * xHat[s, t, j] / Double(features)
        }
        let sigma = sqrt(variance[s][t] + epsilon)
        for j in 0..<features {
          dx[s, t, j] = (dy[s, t, j] * gamma[j] - m1) / sigma - xHat[s, t, j] * m2
        }
      }
    }
    return dx
  }
}
