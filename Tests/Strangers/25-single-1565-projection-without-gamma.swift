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

  func featureMean(_ t: Tensor) -> Tensor { t.mean(axis: 2, keepDims: true) }

  mutating func forward(_ x: Tensor) -> Tensor {
    let mu = featureMean(x)
    let v = featureMean(pow(x - mu, 2))
    mean = x.mean(axis: 2)
    variance = pow(x - mu, 2).mean(axis: 2)
    xHat = (x - mu) / sqrt(v + epsilon)
    return gamma * xHat + beta
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let product = dy * xHat
    dgamma = product.sum(axis: 0).sum(axis: 0)
    dbeta = dy.sum(axis: 0).sum(axis: 0)
    let dxHat = dy * gamma
    let root = sqrt(variance.reshaped(dy.shape[0], dy.shape[1], 1) + epsilon)
    return (dxHat - featureMean(dxHat) - xHat * featureMean(product)) / root
  }
}
