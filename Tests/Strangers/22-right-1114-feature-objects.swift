import GradusKit

/// All that belongs to one feature.
private final class Feature {
  var values: [Double] = []
  var hats: [Double] = []
  var center = 0.0
  var spread = 0.0
  var averageMean: Double
  var averageVariance: Double

  init(mean: Double, variance: Double) {
    averageMean = mean
    averageVariance = variance
  }

  func take(_ column: [Double], alpha: Double, epsilon: Double) {
    values = column
    let n = Double(column.count)
    center = column.reduce(0, +) / n
    let squares = column.reduce(0) { $0 + ($1 - center) * ($1 - center) }
    spread = squares / n
    let width = (spread + epsilon).squareRoot()
    hats = column.map { ($0 - center) / width }
    averageMean += alpha * (center - averageMean)
    averageVariance += alpha * (squares / (n - 1) - averageVariance)
  }
}

struct BatchNormalisation: Layer {
  @Setting var momentum = 0.1
  @Setting var epsilon = 1e-5
  var gamma = Tensor(0)
  var beta = Tensor(0)
  var runningMean0 = Tensor(0)
  var runningVariance0 = Tensor(0)

  private var features: [Feature] = []

  var mean: [Double] { features.map { $0.center } }
  var variance: [Double] { features.map { $0.spread } }
  var runningMean: [Double] { features.map { $0.averageMean } }
  var runningVariance: [Double] { features.map { $0.averageVariance } }
  var xHat = Tensor(0)
  var dgamma: [Double] = []
  var dbeta: [Double] = []

  mutating func forward(_ x: Tensor) -> Tensor {
    let (rows, columns) = (x.shape[0], x.shape[1])
    if features.isEmpty {
      for j in 0..<columns { features.append(Feature(mean: runningMean0[j], variance: runningVariance0[j])) }
    }
    xHat = .zeros(like: x)
    var y = xHat
    for (j, feature) in features.enumerated() {
      feature.take((0..<rows).map { x[$0, j] }, alpha: momentum, epsilon: epsilon)
      for n in 0..<rows {
        xHat[n, j] = feature.hats[n]
        y[n, j] = gamma[j] * feature.hats[n] + beta[j]
      }
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dgamma = []
    dbeta = []
    var dx = Tensor.zeros(like: dy)
    let n = Double(dy.shape[0])
    for (j, feature) in features.enumerated() {
      let d = dy[column: j].values
      let sum = d.reduce(0, +)
      var along = 0.0
      for (a, h) in zip(d, feature.hats) { along += a * h }
      dbeta.append(sum)
      dgamma.append(along)
      let scale = gamma[j] / (feature.spread + epsilon).squareRoot()
      for k in d.indices {
        dx[k, j] = scale * (d[k] - sum / n - feature.hats[k] * along / n)
      }
    }
    return dx
  }
}
