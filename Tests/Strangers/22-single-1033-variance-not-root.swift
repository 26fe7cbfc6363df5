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
  lazy var runningMean = runningMean0
  lazy var runningVariance = runningVariance0
  var dgamma = Tensor(0)
  var dbeta = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    let n = x.shape[0]
    mean = x.sum(axis: 0) / n
    let d = x - mean
    variance = (d * d).sum(axis: 0) / n
    xHat = d / (variance + epsilon)
    runningMean += momentum * (mean - runningMean)
    runningVariance += momentum * ((d * d).sum(axis: 0) / (n - 1) - runningVariance)
    return gamma * xHat + beta
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dbeta = dy.sum(axis: 0)
    dgamma = (dy * xHat).sum(axis: 0)
    let dxHat = dy * gamma
    let a = dxHat.mean(axis: 0)
    let b = (dxHat * xHat).mean(axis: 0)
    return (dxHat - a - xHat * b) / sqrt(variance + epsilon)
  }
}
