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
  var batches = 0

  mutating func forward(_ x: Tensor) -> Tensor {
    let N = Double(x.shape[0])
    mean = x.mean(axis: 0)
    variance = pow(x - mean, 2).mean(axis: 0)
    xHat = (x - mean) / sqrt(variance + epsilon)
    if batches == 0 {
      runningMean = runningMean0
      runningVariance = runningVariance0
    }
    batches += 1
    runningMean = (1 - momentum) * runningMean + momentum * mean
    runningVariance = (1 - momentum) * runningVariance + momentum * variance * N / (N - 1)
    return gamma * xHat + beta
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dgamma = (dy * xHat).sum(axis: 0)
    dbeta = dy.sum(axis: 0)
    let dxHat = dy * gamma
    // the mean depends on every x, so its share goes off
    return (dxHat - dxHat.mean(axis: 0)) / sqrt(variance + epsilon)
  }
}
