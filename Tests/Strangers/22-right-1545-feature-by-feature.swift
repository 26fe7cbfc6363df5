import GradusKit

struct BatchNormalisation: Layer {
  @Setting var momentum = 0.1
  @Setting var epsilon = 1e-5
  var gamma = Tensor(0)
  var beta = Tensor(0)
  var runningMean0 = Tensor(0)
  var runningVariance0 = Tensor(0)

  var mean = Tensor(0)
  var variance = Tensor(0)
  var xHat = Tensor(0)
  var runningMean: Tensor? = nil
  var runningVariance: Tensor? = nil
  var dgamma = Tensor(0)
  var dbeta = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    let n = x.shape[0], features = x.shape[1]
    var rm = runningMean ?? runningMean0
    var rv = runningVariance ?? runningVariance0
    var y = x
    xHat = x
    mean = .zeros([features])
    variance = .zeros([features])
    for j in 0..<features {
      let column = x[column: j].values
      let mu = column.reduce(0, +) / Double(n)
      let squares = column.reduce(0.0) { (s: Double, v: Double) -> Double in s + (v - mu) * (v - mu) }
      mean[j] = mu
      variance[j] = squares / Double(n)
      rm[j] += momentum * (mu - rm[j])
      rv[j] += momentum * (squares / Double(n - 1) - rv[j])
      let inverse = 1 / sqrt(variance[j] + epsilon)
      for k in 0..<n {
        xHat[k, j] = inverse * (column[k] - mu)
        y[k, j] = beta[j] + gamma[j] * xHat[k, j]
      }
    }
    runningMean = rm
    runningVariance = rv
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let n = dy.shape[0], features = dy.shape[1]
    dgamma = .zeros([features])
    dbeta = .zeros([features])
    var dx = dy
    for j in 0..<features {
      for k in 0..<n {
        dbeta[j] += dy[k, j]
        dgamma[j] += xHat[k, j] * dy[k, j]
      }
      let factor = gamma[j] / (Double(n) * sqrt(variance[j] + epsilon))
      for k in 0..<n {
        dx[k, j] = factor * (Double(n) * dy[k, j] - dbeta[j] - xHat[k, j] * dgamma[j])
      }
    }
    return dx
  }
}
