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

  func average(_ old: Tensor, _ new: Tensor) -> Tensor {
    (1 - momentum) * old + momentum * new
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    if first {
      runningMean = runningMean0
      runningVariance = runningVariance0
      first = false
    }
    mean = x.mean(axis: 0)
    variance = pow(x - mean, 2).mean(axis: 0)
    xHat = (x - mean) / sqrt(variance + epsilon)
    runningMean = average(runningMean, mean)
    runningVariance = average(runningVariance, variance)
    return gamma * xHat + beta
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dgamma = (dy * xHat).sum(axis: 0)
    dbeta = dy.sum(axis: 0)
    let d = dy * gamma
    return (d - d.mean(axis: 0) - xHat * (d * xHat).mean(axis: 0)) / sqrt(variance + epsilon)
  }
}
