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
  var raw = Tensor(0)
  var batchNumber = 0

  mutating func forward(_ x: Tensor) -> Tensor {
    raw = x
    batchNumber += 1
    if batchNumber == 1 {
      runningMean = runningMean0
      runningVariance = runningVariance0
    }
    let count = Double(x.shape[0])
    mean = x.mean(axis: 0)
    variance = pow(x - mean, 2).mean(axis: 0)
    xHat = (x - mean) / sqrt(variance + epsilon)
    runningMean = momentum * runningMean + (1 - momentum) * mean
    runningVariance = (1 - momentum) * runningVariance + momentum * (variance * (count / (count - 1)))
    return gamma * xHat + beta
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dgamma = (dy * raw).sum(axis: 0)
    dbeta = dy.sum(axis: 0)
    let d = dy * gamma
    return (d - d.mean(axis: 0) - xHat * (d * xHat).mean(axis: 0)) / sqrt(variance + epsilon)
  }
}
