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
    let v = ((x - mu) * (x - mu)).mean(axis: 2, keepDims: true)
    mean = mu.reshaped(x.shape[0], x.shape[1])
    variance = v.reshaped(x.shape[0], x.shape[1])
    xHat = (x - mu) / sqrt(v + 1e-3)
    return xHat * gamma + beta
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let std = sqrt(variance + epsilon).reshaped(dy.shape[0], dy.shape[1], 1)
    dbeta = dy.sum(axis: 0).sum(axis: 0)
    dgamma = (dy * xHat).sum(axis: 0).sum(axis: 0)
    let dxHat = dy * gamma
    let correction = dxHat.mean(axis: 2, keepDims: true) + xHat * (dxHat * xHat).mean(axis: 2, keepDims: true)
    return (dxHat - correction) / std
  }
}
