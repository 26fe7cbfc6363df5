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
  var runningMean = Tensor(0)
  var runningVariance = Tensor(0)
  var dgamma = Tensor(0)
  var dbeta = Tensor(0)
  private var x = Tensor(0)
  private var deviation = Tensor(0)
  private var fresh = true

  mutating func forward(_ x: Tensor) -> Tensor {
    self.x = x
    if fresh { (runningMean, runningVariance, fresh) = (runningMean0, runningVariance0, false) }
    mean = x.mean(axis: 0)
    variance = pow(x - mean, 2).mean(axis: 0)
    deviation = sqrt(variance + epsilon)
    xHat = (x - mean) / deviation

    let N = x.shape[0]
    runningMean *= 1 - momentum
    runningMean += momentum * mean
    runningVariance *= 1 - momentum
    runningVariance += momentum * variance * Double(N) / Double(N - 1)

    var y = xHat
    for n in 0..<N {
      for j in 0..<x.shape[1] { y[n, j] = gamma[j] * (xHat[n, j] + beta[j]) }
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dgamma = .zeros(like: gamma)
    dbeta = .zeros(like: beta)
    for n in 0..<dy.shape[0] {
      dgamma += dy[row: n] * x[row: n]
      dbeta += dy[row: n]
    }
    let dxHat = dy * gamma
    let m1 = dxHat.mean(axis: 0), m2 = (dxHat * xHat).mean(axis: 0)
    return (dxHat - m1 - m2 * xHat) / deviation
  }
}
