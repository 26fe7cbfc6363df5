import GradusKit

// Feature by feature on plain lists; the sums run from the last example to the first.
struct BatchNormalisation: Layer {
  @Setting var momentum = 0.1
  @Setting var epsilon = 1e-5
  var gamma: [Double] = [], beta: [Double] = []
  var runningMean0: [Double] = [], runningVariance0: [Double] = []
  var mean: [Double] = [], variance: [Double] = []
  var xHat = Tensor(0)
  lazy var runningMean = runningMean0
  lazy var runningVariance = runningVariance0
  var dgamma: [Double] = [], dbeta: [Double] = []

  mutating func forward(_ x: Tensor) -> Tensor {
    let (examples, features) = (x.shape[0], x.shape[1])
    let count = Double(examples)
    mean = [Double](repeating: 0, count: features)
    variance = mean
    xHat = x
    var y = x
    for j in 0..<features {
      for n in (0..<examples).reversed() { mean[j] += x[n, j] / count }
      for n in (0..<examples).reversed() { variance[j] += (mean[j] - x[n, j]) * (mean[j] - x[n, j]) / count }
      let width = sqrt(epsilon + variance[j])
      for n in 0..<examples {
        xHat[n, j] = (x[n, j] - mean[j]) / width
        y[n, j] = beta[j] + xHat[n, j] * gamma[j]
      }
      runningMean[j] += momentum * (mean[j] - runningMean[j])
      runningVariance[j] += momentum * (count * variance[j] / (count - 1) - runningVariance[j])
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let (examples, features) = (dy.shape[0], dy.shape[1])
    let count = Double(examples)
    var dx = dy
    dgamma = [Double](repeating: 0, count: features)
    dbeta = dgamma
    for j in 0..<features {
      for n in (0..<examples).reversed() {
        dgamma[j] += xHat[n, j] * dy[n, j]
        dbeta[j] += dy[n, j]
      }
      let scale = gamma[j] / (count * sqrt(variance[j] + epsilon))
      for n in 0..<examples { dx[n, j] = scale * (count * dy[n, j] - dbeta[j] - xHat[n, j] * dgamma[j]) }
    }
    return dx
  }
}
