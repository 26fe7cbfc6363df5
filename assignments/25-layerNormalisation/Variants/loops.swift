import GradusKit

// Position by position and feature by feature; the sums run from the last feature to the first.
struct LayerNormalisation: Layer {
  @Setting var epsilon = 1e-5
  var gamma: [Double] = [], beta: [Double] = []
  var mean = Tensor(0), variance = Tensor(0), xHat = Tensor(0)
  var dgamma: [Double] = [], dbeta: [Double] = []

  mutating func forward(_ x: Tensor) -> Tensor {
    let (sequences, positions, features) = (x.shape[0], x.shape[1], x.shape[2])
    let count = Double(features)
    mean = .zeros([sequences, positions])
    (variance, xHat) = (mean, x)
    var y = x
    for n in 0..<sequences {
      for t in 0..<positions {
        for j in (0..<features).reversed() { mean[n, t] += x[n, t, j] / count }
        for j in (0..<features).reversed() {
          variance[n, t] += (mean[n, t] - x[n, t, j]) * (mean[n, t] - x[n, t, j]) / count
        }
        let width = sqrt(epsilon + variance[n, t])
        for j in 0..<features {
          xHat[n, t, j] = (x[n, t, j] - mean[n, t]) / width
          y[n, t, j] = beta[j] + xHat[n, t, j] * gamma[j]
        }
      }
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let (sequences, positions, features) = (dy.shape[0], dy.shape[1], dy.shape[2])
    let count = Double(features)
    var dx = dy
    dgamma = [Double](repeating: 0, count: features)
    dbeta = dgamma
    for n in 0..<sequences {
      for t in 0..<positions {
        var (slopes, products) = (0.0, 0.0)
        for j in 0..<features {
          dgamma[j] += xHat[n, t, j] * dy[n, t, j]
          dbeta[j] += dy[n, t, j]
          slopes += gamma[j] * dy[n, t, j]
          products += gamma[j] * dy[n, t, j] * xHat[n, t, j]
        }
        let scale = 1 / (count * sqrt(variance[n, t] + epsilon))
        for j in 0..<features {
          dx[n, t, j] = scale * (count * gamma[j] * dy[n, t, j] - slopes - xHat[n, t, j] * products)
        }
      }
    }
    return dx
  }
}
