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
  private var root = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    let m = x.mean(axis: 2, keepDims: true)
    let v = pow(x - m, 2).mean(axis: 2, keepDims: true)
    root = sqrt(v + epsilon)
    mean = m.reshaped(x.shape[0], x.shape[1])
    variance = v.reshaped(x.shape[0], x.shape[1])
    xHat = (x - m) / root
    return gamma * xHat + beta
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dgamma = (dy * xHat).mean(axis: 0).sum(axis: 0)
    dbeta = dy.sum(axis: 0).sum(axis: 0)
    let dxHat = dy * gamma
    let a = dxHat.mean(axis: 2, keepDims: true)
    let c = (dxHat * xHat).mean(axis: 2, keepDims: true)
    return (dxHat - a - xHat * c) / root
  }
}
