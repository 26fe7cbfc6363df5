import GradusKit

/// Layer normalisation of sequences.
struct LayerNormalisation: Layer {
  /// The grader sets this before the first call: ε of the equations.
  @Setting var epsilon = 1e-5
  /// The grader writes these before the first call, an entry for each feature.
  var gamma = Tensor(0)
  var beta = Tensor(0)

  /// What you compute on the way there is read from these, by name.
  var mean = Tensor(0)
  var variance = Tensor(0)
  var xHat = Tensor(0)
  /// What you compute on the way back is read from these, by name.
  var dgamma = Tensor(0)
  var dbeta = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    let mu = x.mean(axis: 2, keepDims: true)
    mean = x.mean(axis: 2)
    variance = pow(x - mu, 2).mean(axis: 2)
    let rms = sqrt((x * x).mean(axis: 2, keepDims: true) + epsilon)
    xHat = x / rms
    return gamma * xHat + beta
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let (s, t) = (dy.shape[0], dy.shape[1])
    let dxHat = dy * gamma
    let root = sqrt(variance + epsilon).reshaped(s, t, 1)
    dgamma = (dy * xHat).sum(axis: 0).sum(axis: 0)
    dbeta = dy.sum(axis: 0).sum(axis: 0)
    let first = dxHat - dxHat.mean(axis: 2, keepDims: true)
    let second = xHat * (dxHat * xHat).mean(axis: 2, keepDims: true)
    return (first - second) / root
  }
}
