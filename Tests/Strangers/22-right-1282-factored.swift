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

  private var deviation: Tensor { sqrt(variance + epsilon) }

  mutating func forward(_ x: Tensor) -> Tensor {
    let n = x.shape[0]
    let ones = Tensor(repeating: 1, shape: [n])
    mean = x.transposed().matmul(ones) / n
    let centred = x - mean
    variance = (centred * centred).transposed().matmul(ones) / n
    xHat = centred / deviation

    let unbiased = variance + variance / (n - 1)
    runningMean = momentum * mean + (1 - momentum) * (runningMean ?? runningMean0)
    runningVariance = momentum * unbiased + (1 - momentum) * (runningVariance ?? runningVariance0)
    return gamma * xHat + beta
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dgamma = (dy * xHat).sum(axis: 0)
    dbeta = dy.sum(axis: 0)
    let n = Double(dy.shape[0])
    return gamma / (n * deviation) * (n * dy - dbeta - xHat * dgamma)
  }
}
