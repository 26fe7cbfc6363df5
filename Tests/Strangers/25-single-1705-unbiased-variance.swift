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
  var std = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    let n = x.shape[2]
    let centred = x - x.mean(axis: 2, keepDims: true)
    mean = x.mean(axis: 2)
    let v = (centred * centred).sum(axis: 2, keepDims: true) / (n - 1)
    variance = v.reshaped(x.shape[0], x.shape[1])
    std = sqrt(v + epsilon)
    xHat = centred / std
    return gamma * xHat + beta
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dgamma = (dy * xHat).sum(axis: 0).sum(axis: 0)
    dbeta = dy.sum(axis: 0).sum(axis: 0)
    let dxHat = dy * gamma
    let first = dxHat.mean(axis: 2, keepDims: true)
    let second = (dxHat * xHat).mean(axis: 2, keepDims: true)
    return (dxHat - first - xHat * second) / std
  }
}
