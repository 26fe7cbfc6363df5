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

  private func average(_ z: Tensor) -> Tensor {
    z.sum(axis: 2, keepDims: true) / z.shape[2]
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    let center = average(x)
    let away = x - center
    let spread = average(abs(away))
    scale = 1 / sqrt(spread + epsilon)
    xHat = away * scale
    mean = center.sum(axis: 2)
    variance = spread.sum(axis: 2)
    return xHat * gamma + beta
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let dxHat = dy * gamma
    dgamma = (dy * xHat).sum(axis: 0).sum(axis: 0)
    dbeta = dxHat.sum(axis: 0).sum(axis: 0)
    return scale * (dxHat - average(dxHat) - xHat * average(dxHat * xHat))
  }
}
