import GradusKit

struct LayerNormalisation: Layer {
  @Setting var epsilon = 1e-5
  // Given before the first call, an entry for each feature.
  var gamma = Tensor(0)
  var beta = Tensor(0)

  // Of every position.
  var mean = Tensor(0)
  var variance = Tensor(0)
  var xHat = Tensor(0)
  var dgamma = Tensor(0)
  var dbeta = Tensor(0)

  // A mean over the features, kept as an axis of one entry.
  private func averaged(_ t: Tensor) -> Tensor { t.mean(axis: 2, keepDims: true) }

  mutating func forward(_ x: Tensor) -> Tensor {
    mean = x.mean(axis: 2)
    let centred = x - averaged(x)
    variance = (centred * centred).mean(axis: 2)
    xHat = centred / (sqrt(averaged(centred * centred)) + epsilon)
    return gamma * xHat + beta
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    // Every position of every sequence has used γ and β.
    dgamma = (dy * xHat).sum(axis: 0).sum(axis: 0)
    dbeta = dy.sum(axis: 0).sum(axis: 0)

    // Mean and variance depend on every feature of the position: two terms come back through them.
    let dxHat = dy * gamma
    let throughMean = averaged(dxHat)
    let throughVariance = xHat * averaged(dxHat * xHat)
    let width = sqrt(variance + epsilon).reshaped(variance.shape + [1])
    return (dxHat - throughMean - throughVariance) / width
  }
}
