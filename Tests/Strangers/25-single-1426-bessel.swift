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
    let n = Double(x.shape[2])
    mean = x.mean(axis: 2)
    let centred = x - x.mean(axis: 2, keepDims: true)
    let v = (centred * centred).sum(axis: 2, keepDims: true) / (n - 1)
    variance = (centred * centred).sum(axis: 2) / (n - 1)
    xHat = centred / sqrt(v + epsilon)
    return gamma * xHat + beta
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let dxHat = dy * gamma
    let root = sqrt(variance.reshaped(variance.shape[0], variance.shape[1], 1) + epsilon)
    dgamma = (dy * xHat).sum(axis: 0).sum(axis: 0)
    dbeta = dy.sum(axis: 0).sum(axis: 0)
    let m1 = dxHat.mean(axis: 2, keepDims: true)
    let m2 = (dxHat * xHat).mean(axis: 2, keepDims: true)
    return (dxHat - m1 - xHat * m2) / root
  }
}
