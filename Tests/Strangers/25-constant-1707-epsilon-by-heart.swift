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

  /// 1/√(σ² + ε) with an axis more, so that it fits
  var rsqrt: Tensor {
    1 / sqrt(variance.reshaped(variance.shape[0], variance.shape[1], 1) + 0.00001)
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    mean = x.mean(axis: 2)
    let d = x - x.mean(axis: 2, keepDims: true)
    variance = (d * d).mean(axis: 2)
    xHat = d * rsqrt
    return xHat * gamma + beta
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dgamma = (dy * xHat).sum(axis: 0).sum(axis: 0)
    dbeta = dy.sum(axis: 0).sum(axis: 0)
    let dxHat = dy * gamma
    let m1 = dxHat.mean(axis: 2, keepDims: true)
    let m2 = (dxHat * xHat).mean(axis: 2, keepDims: true)
    return rsqrt * (dxHat - m1 - xHat * m2)
  }
}
