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

  private func column(_ t: Tensor) -> Tensor { t.reshaped(t.shape[0], t.shape[1], 1) }

  mutating func forward(_ x: Tensor) -> Tensor {
    mean = x.mean(axis: 2)
    let apart = x - column(mean)
    variance = pow(apart, 2).mean(axis: 2)
    xHat = apart / column(variance + epsilon)
    return gamma * xHat + beta
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dbeta = dy.sum(axis: 0).sum(axis: 0)
    dgamma = (dy * xHat).sum(axis: 0).sum(axis: 0)
    let slope = dy * gamma
    let mean1 = column(slope.mean(axis: 2))
    let mean2 = column((slope * xHat).mean(axis: 2))
    return (slope - mean1 - xHat * mean2) / column(sqrt(variance + epsilon))
  }
}
