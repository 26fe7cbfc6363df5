import GradusKit

// The gradients of the paper, one after the other: of xHat, of the variance, of the mean, of x.
final class BatchNormalisation: Layer {
  @Setting var momentum = 0.1
  @Setting var epsilon = 1e-5
  var gamma = Tensor(0), beta = Tensor(0)
  var runningMean0 = Tensor(0), runningVariance0 = Tensor(0)
  private(set) var mean = Tensor(0), variance = Tensor(0), xHat = Tensor(0)
  private(set) var runningMean: Tensor?
  private(set) var runningVariance: Tensor?
  private(set) var dgamma = Tensor(0), dbeta = Tensor(0)
  private var x = Tensor(0)

  init() {}

  func forward(_ x: Tensor) -> Tensor {
    self.x = x
    let m = Double(x.shape[0])
    mean = x.sum(axis: 0) / m
    variance = pow(x - mean, 2).sum(axis: 0) / m
    xHat = (x - mean) * pow(variance + epsilon, -0.5)
    let unbiased = pow(x - mean, 2).sum(axis: 0) / (m - 1)
    runningMean = momentum * mean + (1 - momentum) * (runningMean ?? runningMean0)
    runningVariance = momentum * unbiased + (1 - momentum) * (runningVariance ?? runningVariance0)
    return xHat * gamma + beta
  }

  func backward(_ dy: Tensor) -> Tensor {
    let m = Double(x.shape[0])
    let root = sqrt(variance + epsilon)
    let dxHat = dy * gamma
    let dVariance = (dxHat * (x - mean)).sum(axis: 0) * (-0.5) / (root * root * root)
    let dMean = -(dxHat / root).sum(axis: 0) + dVariance * (-2 * (x - mean)).sum(axis: 0) / m
    dgamma = (xHat * dy).sum(axis: 0)
    dbeta = dy.sum(axis: 0)
    return dxHat / root + dVariance * 2 * (x - mean) / m + dMean / m
  }
}
