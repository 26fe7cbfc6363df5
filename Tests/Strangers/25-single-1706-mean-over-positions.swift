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

  private func perPosition(_ a: Tensor) -> Tensor { a.mean(axis: 2, keepDims: true) }
  private var deviation = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    let mu = perPosition(x)
    let sigma2 = perPosition(pow(x - mu, 2))
    mean = mu.reshaped(x.shape[0], x.shape[1])
    variance = sigma2.reshaped(x.shape[0], x.shape[1])
    deviation = sqrt(sigma2 + epsilon)
    xHat = (x - mu) / deviation
    return gamma * xHat + beta
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dgamma = (dy * xHat).mean(axis: 1).sum(axis: 0)
    dbeta = dy.sum(axis: 1).sum(axis: 0)
    let d = dy * gamma
    return (d - perPosition(d) - xHat * perPosition(d * xHat)) / deviation
  }
}
