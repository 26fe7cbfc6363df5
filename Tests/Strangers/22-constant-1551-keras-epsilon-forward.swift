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
  var calls = 0

  func normalised(_ x: Tensor, eps: Double = 0.001) -> Tensor {
    (x - mean) / sqrt(variance + eps)
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    calls += 1
    if calls == 1 { runningMean = runningMean0; runningVariance = runningVariance0 }
    let n = x.shape[0]
    mean = x.mean(axis: 0)
    variance = pow(x - mean, 2).mean(axis: 0)
    xHat = normalised(x)
    runningMean += momentum * (mean - runningMean)
    runningVariance += momentum * (variance * Double(n) / Double(n - 1) - runningVariance)
    return gamma * xHat + beta
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dgamma = (dy * xHat).sum(axis: 0)
    dbeta = dy.sum(axis: 0)
    let dxHat = dy * gamma
    let b = (dxHat * xHat).mean(axis: 0)
    return (dxHat - dxHat.mean(axis: 0) - xHat * b) / sqrt(variance + epsilon)
  }
}
