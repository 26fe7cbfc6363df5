import GradusKit

// All positions of all sequences as the rows of one matrix.
struct LayerNormalisation: Layer {
  @Setting var epsilon = 1e-5
  var gamma = Tensor(0), beta = Tensor(0)
  private var shape: [Int] = [0, 0, 0]
  private var means = Tensor(0), variances = Tensor(0), rows = Tensor(0)
  var mean: Tensor { means.count > 1 ? means.reshaped(shape[0], shape[1]) : means }
  var variance: Tensor { variances.count > 1 ? variances.reshaped(shape[0], shape[1]) : variances }
  var xHat: Tensor { rows.count > 1 ? rows.reshaped(shape) : rows }
  private(set) var dgamma: Tensor?
  private(set) var dbeta: Tensor?

  mutating func forward(_ x: Tensor) -> Tensor {
    shape = x.shape
    let own = x.reshaped(shape[0] * shape[1], shape[2])
    means = own.sum(axis: 1, keepDims: true) / shape[2]
    variances = pow(own - means, 2).sum(axis: 1, keepDims: true) / shape[2]
    rows = (own - means) * pow(variances + epsilon, -0.5)
    return (rows * gamma + beta).reshaped(shape)
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let own = dy.reshaped(shape[0] * shape[1], shape[2])
    dgamma = (own * rows).sum(axis: 0)
    dbeta = own.sum(axis: 0)
    let slopes = own * gamma
    let rest = slopes.mean(axis: 1, keepDims: true) + rows * (slopes * rows).mean(axis: 1, keepDims: true)
    return ((slopes - rest) / sqrt(variances + epsilon)).reshaped(shape)
  }
}
