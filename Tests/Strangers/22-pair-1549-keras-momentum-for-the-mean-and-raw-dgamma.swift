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
  private var started = false

  mutating func forward(_ x: Tensor) -> Tensor {
    self.x = x
    if !started {
      (runningMean, runningVariance) = (runningMean0, runningVariance0)
      started = true
    }
    let n = Double(x.shape[0])
    mean = x.sum(axis: 0) / n
    let difference = x - mean
    variance = (difference * difference).sum(axis: 0) / n
    xHat = difference / sqrt(variance + epsilon)
    runningMean = momentum * runningMean + (1 - momentum) * mean
    runningVariance = runningVariance * (1 - momentum) + momentum * variance * (n / (n - 1))
    return gamma * xHat + beta
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dbeta = dy.sum(axis: 0)
    dgamma = (dy * x).sum(axis: 0)
    let g = gamma * dy
    let centre = g.mean(axis: 0)
    let slope = (g * xHat).mean(axis: 0)
    return (g - centre - xHat * slope) / sqrt(variance + epsilon)
  }
}
