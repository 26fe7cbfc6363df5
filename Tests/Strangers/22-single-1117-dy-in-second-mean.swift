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
  var runningMean: Tensor?
  var runningVariance: Tensor?
  var dgamma = Tensor(0)
  var dbeta = Tensor(0)

  private func fade(_ old: Tensor, _ new: Tensor) -> Tensor {
    old + momentum * (new - old)
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    let n = Double(x.shape[0])
    mean = x.sum(axis: 0) / n
    variance = ((x - mean) * (x - mean)).sum(axis: 0) / n
    xHat = (x - mean) / sqrt(variance + epsilon)
    runningMean = fade(runningMean ?? runningMean0, mean)
    runningVariance = fade(runningVariance ?? runningVariance0, variance * n / (n - 1))
    return xHat * gamma + beta
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let products = dy * xHat
    dgamma = products.sum(axis: 0)
    dbeta = dy.sum(axis: 0)
    let dxHat = dy * gamma
    let shift = dxHat.mean(axis: 0)
    let turn = products.mean(axis: 0)
    return (dxHat - shift - xHat * turn) / sqrt(variance + epsilon)
  }
}
