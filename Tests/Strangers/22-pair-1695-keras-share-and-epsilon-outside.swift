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
  var first = true

  mutating func forward(_ x: Tensor) -> Tensor {
    if first {
      runningMean = runningMean0
      runningVariance = runningVariance0
      first = false
    }
    let N = Double(x.shape[0])
    mean = x.mean(axis: 0)
    variance = pow(x - mean, 2).mean(axis: 0)
    xHat = (x - mean) / (sqrt(variance) + epsilon)
    runningMean = momentum * runningMean + (1 - momentum) * mean
    runningVariance = (1 - momentum) * runningVariance + momentum * variance * N / (N - 1)
    return xHat * gamma + beta
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dbeta = dy.sum(axis: 0)
    dgamma = (xHat * dy).sum(axis: 0)
    let dxHat = gamma * dy
    let numerator = dxHat - dxHat.mean(axis: 0) - xHat * (dxHat * xHat).mean(axis: 0)
    return numerator / sqrt(variance + epsilon)
  }
}
