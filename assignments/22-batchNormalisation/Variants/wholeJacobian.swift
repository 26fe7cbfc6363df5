import GradusKit

// Each input's gradient as a sum over all outputs of its feature, with the derivative of every output by every input.
struct BatchNormalisation: Layer {
  @Setting var momentum = 0.1
  @Setting var epsilon = 1e-5
  var gamma = Tensor(0), beta = Tensor(0), runningMean0 = Tensor(0), runningVariance0 = Tensor(0)
  var mean = Tensor(0), variance = Tensor(0), xHat = Tensor(0)
  var runningMean = Tensor(0), runningVariance = Tensor(0)
  var dgamma = Tensor(0), dbeta = Tensor(0)
  private var batches = 0

  mutating func forward(_ x: Tensor) -> Tensor {
    batches += 1
    let n = x.shape[0]
    mean = x.sum(axis: 0) / n
    let squares = (x - mean) * (x - mean)
    variance = squares.sum(axis: 0) / n
    xHat = (x - mean) / sqrt(variance + epsilon)
    let (oldMean, oldVariance) = batches == 1 ? (runningMean0, runningVariance0) : (runningMean, runningVariance)
    runningMean = oldMean - momentum * oldMean + momentum * mean
    runningVariance = oldVariance - momentum * oldVariance + momentum * (squares.sum(axis: 0) / (n - 1))
    return gamma * xHat + beta
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let n = dy.shape[0]
    dgamma = .zeros(like: gamma)
    dbeta = .zeros(like: beta)
    var dx = Tensor.zeros(like: dy)
    for j in 0..<dy.shape[1] {
      let width = sqrt(variance[j] + epsilon)
      for k in 0..<n {
        dgamma[j] += dy[k, j] * xHat[k, j]
        dbeta[j] += dy[k, j]
        for i in 0..<n {
          let same = i == k ? 1.0 : 0.0
          let slope = (same - 1 / Double(n) - xHat[i, j] * xHat[k, j] / Double(n)) / width
          dx[i, j] += gamma[j] * dy[k, j] * slope
        }
      }
    }
    return dx
  }
}
