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
  lazy var runningMean: Tensor = runningMean0
  lazy var runningVariance: Tensor = runningVariance0
  var dgamma = Tensor(0)
  var dbeta = Tensor(0)
  private var inverse = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    mean = x.mean(axis: 0)
    let centred = x - mean
    variance = (centred * centred).mean(axis: 0)
    inverse = 1 / sqrt(variance + epsilon)
    xHat = centred * inverse

    let n = Double(x.shape[0])
    let keep = 1 - momentum
    runningMean = keep * runningMean + momentum * mean
    runningVariance = keep * runningVariance + (momentum * n / (n - 1)) * variance
    return beta + xHat * gamma
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dgamma = (dy * xHat).sum(axis: 0)
    dbeta = dy.sum(axis: 0)
    let d = dy * gamma
    let flat = d.mean(axis: 0)
    let tilt = (d * xHat).mean(axis: 0)
    return inverse * (d - flat - xHat * tilt)
  }
}
