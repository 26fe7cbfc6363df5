import GradusKit

/// Everything about one feature of one batch.
struct Feature {
  var mean = 0.0
  var variance = 0.0
  var normalised: [Double] = []
  var root = 1.0

  init(_ column: [Double], epsilon: Double) {
    let n = Double(column.count)
    for value in column { mean += value / n }
    for value in column { variance += (value - mean) * (value - mean) / n }
    root = sqrt(variance + epsilon)
    for value in column { normalised.append((value - mean) / root) }
  }
}

struct BatchNormalisation: Layer {
  @Setting var momentum = 0.1
  @Setting var epsilon = 1e-5
  var gamma = Tensor(0)
  var beta = Tensor(0)
  var runningMean0 = Tensor(0)
  var runningVariance0 = Tensor(0)

  var features: [Feature] = []
  var mean: [Double] { features.map { $0.mean } }
  var variance: [Double] { features.map { $0.variance } }
  var xHat = Tensor(0)
  lazy var runningMean: Tensor = runningMean0
  lazy var runningVariance: Tensor = runningVariance0
  var dgamma: [Double] = []
  var dbeta: [Double] = []

  mutating func forward(_ x: Tensor) -> Tensor {
    let n = x.shape[0], count = x.shape[1]
    features = (0..<count).map { Feature(x[column: $0].values, epsilon: epsilon) }
    xHat = Tensor.zeros(like: x)
    var y = xHat
    for (j, feature) in features.enumerated() {
      for k in 0..<n {
        xHat[k, j] = feature.normalised[k]
        y[k, j] = gamma[j] * xHat[k, j] + beta[j]
      }
      let spread = feature.variance * Double(n) / Double(n - 1)
      runningMean[j] = (1 - momentum) * runningMean[j] + momentum * feature.mean
      runningVariance[j] = (1 - momentum) * runningVariance[j] + momentum * spread
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let n = Double(dy.shape[0])
    dgamma = features.map { _ in 0 }
    dbeta = features.map { _ in 0 }
    var dx = Tensor.zeros(like: dy)
    for (j, feature) in features.enumerated() {
      for (k, hat) in feature.normalised.enumerated() {
        dbeta[j] += dy[k, j]
        dgamma[j] += dy[k, j] * hat
      }
      for (k, hat) in feature.normalised.enumerated() {
        let inner = n * dy[k, j] - dbeta[j] - hat * dgamma[j]
        dx[k, j] = gamma[j] * inner / (n * feature.root)
      }
    }
    return dx
  }
}
