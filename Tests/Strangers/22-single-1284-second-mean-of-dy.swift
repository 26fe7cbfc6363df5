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

  private func average(_ t: Tensor) -> Tensor { t.sum(axis: 0) / t.shape[0] }

  private func blend(_ old: Tensor, _ new: Tensor) -> Tensor { old + momentum * (new - old) }

  mutating func forward(_ x: Tensor) -> Tensor {
    let count = x.shape[0]
    mean = average(x)
    variance = average((x - mean) * (x - mean))
    xHat = (x - mean) / sqrt(variance + epsilon)
    let sample = variance * Double(count) / Double(count - 1)
    let (oldMean, oldVariance) = (runningMean, runningVariance)
    runningMean = blend(oldMean, mean)
    runningVariance = blend(oldVariance, sample)
    return xHat * gamma + beta
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let along = dy * xHat
    dgamma = along.sum(axis: 0)
    dbeta = dy.sum(axis: 0)
    let dxHat = dy * gamma
    let rest = dxHat - average(dxHat) - xHat * average(along)
    return rest / sqrt(variance + epsilon)
  }
}
