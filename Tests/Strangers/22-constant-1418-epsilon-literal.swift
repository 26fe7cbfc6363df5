import GradusKit

/// Batch normalisation of features, while a network is trained.
struct BatchNormalisation: Layer {
  /// The grader sets these before the first call: α and ε of the equations.
  @Setting var momentum = 0.1
  @Setting var epsilon = 1e-5
  /// The grader writes these before the first call, an entry for each feature. The last two are what the running averages
  /// hold before the first batch.
  var gamma = Tensor(0)
  var beta = Tensor(0)
  var runningMean0 = Tensor(0)
  var runningVariance0 = Tensor(0)

  /// What you compute on the way there is read from these, by name.
  var mean = Tensor(0)
  var variance = Tensor(0)
  var xHat = Tensor(0)
  var runningMean = Tensor(0)
  var runningVariance = Tensor(0)
  /// What you compute on the way back is read from these, by name.
  var dgamma = Tensor(0)
  var dbeta = Tensor(0)
  var started = false
  var std = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    let n = x.shape[0]
    mean = x.mean(axis: 0)
    variance = ((x - mean) * (x - mean)).mean(axis: 0)
    std = sqrt(variance + 0.00001)
    xHat = (x - mean) / std
    if !started {
      started = true
      runningMean = runningMean0
      runningVariance = runningVariance0
    }
    let unbiased = variance * Double(n) / Double(n - 1)
    runningMean = runningMean * (1 - momentum) + mean * momentum
    runningVariance = runningVariance * (1 - momentum) + unbiased * momentum
    return xHat * gamma + beta
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let dxHat = dy * gamma
    dgamma = (dy * xHat).sum(axis: 0)
    dbeta = dy.sum(axis: 0)
    return (dxHat - dxHat.mean(axis: 0) - xHat * (dxHat * xHat).mean(axis: 0)) / std
  }
}
