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

  mutating func forward(_ x: Tensor) -> Tensor {
    let n = Double(x.shape[0])
    mean = x.mean(axis: 0)
    let d = x - mean
    variance = (d * d).mean(axis: 0)
    xHat = d / sqrt(variance + epsilon)
    runningMean = (1 - momentum) * runningMean0 + momentum * mean
    let unbiased = variance * (n / (n - 1))
    runningVariance = (1 - momentum) * runningVariance0 + momentum * unbiased
    return gamma * xHat + beta
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dgamma = (dy * xHat).sum(axis: 0)
    dbeta = dy.sum(axis: 0)
    let g = dy * gamma
    let a = g.mean(axis: 0)
    let c = (g * xHat).mean(axis: 0)
    return (g - a - xHat * c) / sqrt(variance + epsilon)
  }
}
