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
  var isFirst = true
  var deviation = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    let n = Double(x.shape[0])
    if isFirst {
      runningMean = runningMean0
      runningVariance = runningVariance0
      isFirst = false
    }
    mean = x.sum(axis: 0) / n
    let centred = x - mean
    variance = (centred * centred).sum(axis: 0) / n
    deviation = sqrt(variance + epsilon)
    xHat = centred / deviation
    runningMean = (1 - momentum) * runningMean + momentum * mean
    runningVariance = (1 - momentum) * runningVariance + momentum * n / (n - 1) * variance
    return gamma * xHat + beta
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dgamma = (dy * xHat).sum(axis: 0)
    dbeta = dy.sum(axis: 0)
    let dxHat = dy * gamma
    return (dxHat - dxHat.mean(axis: 0)) / deviation
  }
}
