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

  private var started = false

  mutating func forward(_ x: Tensor) -> Tensor {
    if !started {
      started = true
      runningMean = runningMean0
      runningVariance = runningVariance0
    }
    let N = x.shape[0], F = x.shape[1]
    mean = Tensor(repeating: 0, shape: [F])
    variance = mean
    xHat = Tensor.zeros(like: x)
    var y = Tensor.zeros(like: x)

    for j in 0..<F {
      let column = (0..<N).map { x[$0, j] }
      let mu = column.reduce(0, +) / Double(N)
      let spread = column.reduce(0) { $0 + ($1 - mu) * ($1 - mu) }
      mean[j] = mu
      variance[j] = spread / Double(N)
      let deviation = sqrt(variance[j] + epsilon)
      for n in 0..<N {
        xHat[n, j] = (column[n] - mu) / deviation
        y[n, j] = beta[j] + gamma[j] * xHat[n, j]
      }
      runningMean[j] += momentum * (mu - runningMean[j])
      runningVariance[j] += momentum * (spread / Double(N - 1) - runningVariance[j])
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let N = dy.shape[0], F = dy.shape[1]
    dgamma = Tensor(repeating: 0, shape: [F])
    dbeta = dgamma
    var dx = Tensor.zeros(like: dy)
    for j in 0..<F {
      for n in 0..<N {
        dbeta[j] += dy[n, j]
        dgamma[j] += dy[n, j] * xHat[n, j]
      }
      let scale = gamma[j] / sqrt(variance[j] + epsilon)
      for n in 0..<N {
        dx[n, j] = scale * (dy[n, j] - dbeta[j] / Double(N) - xHat[n, j] * dgamma[j] / Double(N))
      }
    }
    return dx
  }
}
