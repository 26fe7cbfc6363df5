import GradusKit

struct BatchNormalisation: Layer {
  @Setting var momentum = 0.1
  @Setting var epsilon = 1e-5
  var gamma = Tensor(0)
  var beta = Tensor(0)
  var runningMean0 = Tensor(0)
  var runningVariance0 = Tensor(0)

  private(set) var mean = Tensor(0)
  private(set) var variance = Tensor(0)
  private(set) var xHat = Tensor(0)
  private var running: (mean: Tensor, variance: Tensor)?
  private var upstream: Tensor?

  var runningMean: Tensor { running?.mean ?? runningMean0 }
  var runningVariance: Tensor { running?.variance ?? runningVariance0 }
  var dgamma: Tensor? { upstream.map { ($0 * xHat).sum(axis: 0) } }
  var dbeta: Tensor? { upstream.map { $0.sum(axis: 0) } }
  private var deviation: Tensor { sqrt(variance + epsilon) }

  mutating func forward(_ x: Tensor) -> Tensor {
    upstream = nil
    let n = Double(x.shape[0])
    mean = x.mean(axis: 0)
    let centred = x - mean
    variance = (centred * centred).mean(axis: 0)
    xHat = centred / deviation
    let unbiased = variance * (n / (n - 1))
    running = (
      runningMean + momentum * (mean - runningMean),
      runningVariance + momentum * (unbiased - runningVariance)
    )
    return xHat * gamma + beta
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    upstream = dy
    let n = dy.shape[0]
    let inner = dy - dy.sum(axis: 0) / n - xHat * ((dy * xHat).sum(axis: 0) / n)
    return inner * (gamma / deviation)
  }
}
