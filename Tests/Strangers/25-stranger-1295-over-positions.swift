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
  private var scale = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    mean = x.mean(axis: 1)
    let centred = x - x.mean(axis: 1, keepDims: true)
    let squares = centred * centred
    variance = squares.mean(axis: 1)
    scale = 1 / sqrt(squares.mean(axis: 1, keepDims: true) + epsilon)
    xHat = centred * scale
    return gamma * xHat + beta
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dgamma = (dy * xHat).sum(axis: 0).sum(axis: 0)
    dbeta = dy.sum(axis: 0).sum(axis: 0)
    let dxHat = dy * gamma
    let one = dxHat.mean(axis: 1, keepDims: true)
    let two = (dxHat * xHat).mean(axis: 1, keepDims: true)
    return (dxHat - one - xHat * two) * scale
  }
}
