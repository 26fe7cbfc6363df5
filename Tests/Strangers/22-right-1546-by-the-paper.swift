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

  private var centred = Tensor(0)
  private var batches = 0

  mutating func forward(_ x: Tensor) -> Tensor {
    let count = Double(x.shape[0])
    mean = x.mean(axis: 0)
    centred = x - mean
    variance = (centred * centred).sum(axis: 0) / count
    xHat = centred / sqrt(variance + epsilon)

    let unbiased = variance * (count / (count - 1))
    let oldMean = batches == 0 ? runningMean0 : runningMean
    let oldVariance = batches == 0 ? runningVariance0 : runningVariance
    runningMean = oldMean - momentum * (oldMean - mean)
    runningVariance = oldVariance - momentum * (oldVariance - unbiased)
    batches += 1
    return xHat * gamma + beta
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let count = Double(dy.shape[0])
    dbeta = dy.sum(axis: 0)
    dgamma = (dy * xHat).sum(axis: 0)

    let inside = variance + epsilon
    let dxHat = dy * gamma
    let dVariance = (dxHat * centred).sum(axis: 0) * -0.5 / (inside * sqrt(inside))
    // Σ −2(x − mean) is zero up to rounding, so the variance adds nothing to this one
    let dMean = -(dxHat / sqrt(inside)).sum(axis: 0)
    var dx = dxHat / sqrt(inside)
    dx += 2 * centred * dVariance / count
    dx += dMean / count
    return dx
  }
}
