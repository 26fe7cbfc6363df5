import GradusKit

struct BatchNormalisation: Layer {
  @Setting var momentum = 0.1
  @Setting var epsilon = 1e-5
  var gamma = Tensor(0), beta = Tensor(0)
  var runningMean0 = Tensor(0), runningVariance0 = Tensor(0)

  var mean = Tensor(0), variance = Tensor(0), xHat = Tensor(0)
  var runningMean: Tensor?
  var runningVariance: Tensor?
  var dgamma = Tensor(0), dbeta = Tensor(0)
  private var inverse = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    let n = x.shape[0]
    mean = x.sum(axis: 0) / n
    let centred = x - mean
    let squares = (centred * centred).sum(axis: 0)
    variance = squares / n
    inverse = 1 / sqrt(variance + epsilon)
    xHat = centred * inverse
    let keep = 1 - momentum
    runningMean = keep * (runningMean ?? runningMean0) + momentum * mean
    runningVariance = keep * (runningVariance ?? runningVariance0) + momentum * squares / (n - 1)
    return xHat * gamma + beta
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let n = Double(dy.shape[0])
    dbeta = dy.sum(axis: 0)
    dgamma = (dy * xHat).sum(axis: 0)
    let inner = n * dy - dbeta - xHat * dgamma
    return inner * (gamma * inverse / n)
  }
}
