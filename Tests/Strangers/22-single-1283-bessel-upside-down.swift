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
  private var begun = false

  mutating func forward(_ x: Tensor) -> Tensor {
    if !begun {
      runningMean = runningMean0
      runningVariance = runningVariance0
      begun = true
    }
    let N = Double(x.shape[0])
    mean = x.mean(axis: 0)
    variance = pow(x - mean, 2).mean(axis: 0)
    xHat = (x - mean) / sqrt(variance + epsilon)
    runningMean = (1 - momentum) * runningMean + momentum * mean
    let unbiased = variance * (N - 1) / N
    runningVariance = (1 - momentum) * runningVariance + momentum * unbiased
    return gamma * xHat + beta
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dgamma = (dy * xHat).sum(axis: 0)
    dbeta = dy.sum(axis: 0)
    let dxHat = dy * gamma
    let first = dxHat.mean(axis: 0)
    let second = (dxHat * xHat).mean(axis: 0)
    return (dxHat - first - xHat * second) / sqrt(variance + epsilon)
  }
}
