import GradusKit

struct BatchNormalisation: Layer {
  @Setting var momentum = 0.1
  @Setting var epsilon = 1e-5
  // Given before the first call, an entry for each feature.
  var gamma = Tensor(0)
  var beta = Tensor(0)
  var runningMean0 = Tensor(0)
  var runningVariance0 = Tensor(0)

  // Of the batch.
  var mean = Tensor(0)
  var variance = Tensor(0)
  var xHat = Tensor(0)
  // Of all batches so far.
  var runningMean = Tensor(0)
  var runningVariance = Tensor(0)
  var dgamma = Tensor(0)
  var dbeta = Tensor(0)
  private var isFirst = true

  mutating func forward(_ x: Tensor) -> Tensor {
    if isFirst { (runningMean, runningVariance, isFirst) = (runningMean0, runningVariance0, false) }
    let n = Double(x.shape[0])
    mean = x.mean(axis: 0)
    let centred = x - mean
    variance = (centred * centred).mean(axis: 0)
    xHat = centred / sqrt(variance + epsilon)

    runningMean = (1 - momentum) * runningMean + momentum * mean
    runningVariance = (1 - momentum) * runningVariance + momentum * variance * (n / (n - 1))
    return gamma * xHat + beta
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dgamma = (dy * xHat).sum(axis: 0)
    dbeta = dy.sum(axis: 0)

    // Mean and variance depend on every input of the batch: two terms come back through them.
    let dxHat = dy * gamma
    let throughMean = dxHat.mean(axis: 0)
    let throughVariance = xHat * (dxHat * xHat).mean(axis: 0)
    return (dxHat - throughMean - throughVariance) / sqrt(variance + epsilon)
  }
}
