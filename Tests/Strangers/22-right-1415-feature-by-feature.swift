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
  private var inverse: [Double] = []
  private var seen = false

  mutating func forward(_ x: Tensor) -> Tensor {
    let n = x.shape[0], k = x.shape[1]
    if !seen {
      runningMean = runningMean0
      runningVariance = runningVariance0
      seen = true
    }
    mean = Tensor(repeating: 0, shape: [k])
    variance = Tensor(repeating: 0, shape: [k])
    xHat = Tensor.zeros(like: x)
    inverse = []
    var y = Tensor.zeros(like: x)
    for j in 0..<k {
      let column = x[column: j]
      let mu = column.sum() / Double(n)
      var squares = 0.0
      for v in column { squares += (v - mu) * (v - mu) }
      mean[j] = mu
      variance[j] = squares / Double(n)
      runningMean[j] += momentum * (mu - runningMean[j])
      runningVariance[j] += momentum * (squares / Double(n - 1) - runningVariance[j])
      let inv = 1 / sqrt(variance[j] + epsilon)
      inverse.append(inv)
      for r in 0..<n {
        xHat[r, j] = (x[r, j] - mu) * inv
        y[r, j] = beta[j] + gamma[j] * xHat[r, j]
      }
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let n = dy.shape[0]
    dgamma = (dy * xHat).sum(axis: 0)
    dbeta = dy.sum(axis: 0)
    var dx = Tensor.zeros(like: dy)
    // both means have gamma as a factor, and are dbeta and dgamma over n
    for j in 0..<gamma.count {
      let f = gamma[j] * inverse[j]
      let (meanOfDy, meanOfProduct) = (dbeta[j] / Double(n), dgamma[j] / Double(n))
      for r in 0..<n { dx[r, j] = f * (dy[r, j] - meanOfDy - xHat[r, j] * meanOfProduct) }
    }
    return dx
  }
}
