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
  var seen = 0

  mutating func forward(_ x: Tensor) -> Tensor {
    let N = Double(x.shape[0])
    mean = x.mean(axis: 0)
    variance = pow(x - mean, 2).mean(axis: 0)
    xHat = (x - mean) / sqrt(variance + epsilon)
    let m = seen == 0 ? runningMean0 : runningMean
    let v = seen == 0 ? runningVariance0 : runningVariance
    runningMean = (1 - momentum) * m + momentum * mean
    runningVariance = (1 - momentum) * v + momentum * variance * N / (N - 1)
    seen += x.shape[0]
    return gamma * xHat + beta
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let dxHat = dy * gamma
    let meanOfD = dxHat.mean(axis: 0)
    let meanOfDX = meanOfD * xHat.mean(axis: 0)
    dgamma = (dy * xHat).sum(axis: 0)
    dbeta = dy.sum(axis: 0)
    return (dxHat - meanOfD - xHat * meanOfDX) / sqrt(variance + epsilon)
  }
}
