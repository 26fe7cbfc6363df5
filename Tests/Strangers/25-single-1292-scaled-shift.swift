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
    let centred = x - m
    mean = x.mean(axis: 2)
    variance = (centred * centred).mean(axis: 2)
    root = sqrt((centred * centred).mean(axis: 2, keepDims: true) + epsilon)
    xHat = centred / root
    return gamma * xHat + beta
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let dxHat = dy * gamma
    dgamma = (dy * xHat).sum(axis: 0).sum(axis: 0)
    dbeta = dxHat.sum(axis: 0).sum(axis: 0)
    let a = dxHat.mean(axis: 2, keepDims: true)
    let b = (dxHat * xHat).mean(axis: 2, keepDims: true)
    return (dxHat - a - xHat * b) / root
  }
}
