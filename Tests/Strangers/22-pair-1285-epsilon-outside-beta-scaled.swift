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
  private var batches = 0

  mutating func forward(_ x: Tensor) -> Tensor {
    batches += 1
    let n = Double(x.shape[0])
    mean = x.mean(axis: 0)
    let centred = x - mean
    variance = (centred * centred).mean(axis: 0)
    xHat = centred / (sqrt(variance) + epsilon)

    let before = batches == 1 ? (runningMean0, runningVariance0) : (runningMean, runningVariance)
    runningMean = (1 - momentum) * before.0 + momentum * mean
    runningVariance = (1 - momentum) * before.1 + momentum * n / (n - 1) * variance
    return gamma * xHat + beta
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let dxHat = dy * gamma
    dgamma = (dy * xHat).sum(axis: 0)
    dbeta = dxHat.sum(axis: 0)
    let inner = dxHat - dxHat.mean(axis: 0) - xHat * (dxHat * xHat).mean(axis: 0)
    return inner / sqrt(variance + epsilon)
  }
}
