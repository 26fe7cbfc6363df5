import GradusKit

struct LayerNormalisation: Layer {
  @Setting var epsilon = 1e-5
  var gamma = Tensor(0)
  var beta = Tensor(0)
  var mean = Tensor(0)
  var variance = Tensor(0)
  var xHat = Tensor(0)
  var dgamma = Tensor(0)
  var dbeta = Tensor(0)
  var keptVariance = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    let m = x.mean(axis: 2, keepDims: true)
    keptVariance = pow(x - m, 2).mean(axis: 2, keepDims: true)
    mean = m.reshaped(x.shape[0], x.shape[1])
    variance = keptVariance.reshaped(x.shape[0], x.shape[1])
    xHat = (x - m) / sqrt(keptVariance + epsilon)
    return gamma * (xHat + beta)
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dgamma = (dy * xHat).sum(axis: 0).sum(axis: 0)
    dbeta = dy.mean(axis: 0).mean(axis: 0)
    let dxHat = dy * gamma
    var dx = dxHat - dxHat.mean(axis: 2, keepDims: true)
    dx -= xHat * (dxHat * xHat).mean(axis: 2, keepDims: true)
    return dx / sqrt(keptVariance + epsilon)
  }
}
