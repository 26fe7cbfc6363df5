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
  private var batch = 0

  mutating func forward(_ x: Tensor) -> Tensor {
    self.x = x
    mean = x.mean(axis: 0)
    variance = ((x - mean) * (x - mean)).mean(axis: 0)
    xHat = (x - mean) / sqrt(variance + epsilon)

    let n = Double(x.shape[0])
    let oldMean = batch == 0 ? runningMean0 : runningMean
    let oldVariance = batch == 0 ? runningVariance0 : runningVariance
    batch += 1
    runningMean = momentum * oldMean + (1 - momentum) * mean
    runningVariance = (1 - momentum) * oldVariance + momentum * (variance * n / (n - 1))
    return gamma * xHat + beta
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dgamma = (dy * x).sum(axis: 0)
    dbeta = dy.sum(axis: 0)
    let d = dy * gamma
    return (d - d.mean(axis: 0) - xHat * (d * xHat).mean(axis: 0)) / sqrt(variance + epsilon)
  }
}
