import GradusKit

/// One feature of the layer.
private final class Feature {
  var mean = 0.0, variance = 0.0, inverse = 0.0
  var hat: [Double] = []
  var running: (mean: Double, variance: Double)
  var dgamma = 0.0, dbeta = 0.0

  init(_ mean: Double, _ variance: Double) { running = (mean, variance) }

  func take(_ x: [Double], epsilon: Double, momentum: Double) {
    let n = Double(x.count)
    mean = x.reduce(0, +) / n
    let squares = x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    variance = squares / n
    inverse = 1 / sqrt(variance + epsilon)
    hat = x.map { ($0 - mean) * inverse }
    running.mean += momentum * (mean - running.mean)
    running.variance += momentum * (squares / (n - 1) - running.variance)
  }

  func giveBack(_ dy: [Double], gamma: Double) -> [Double] {
    let n = Double(dy.count)
    dbeta = dy.reduce(0, +)
    dgamma = zip(dy, hat).reduce(0) { $0 + $1.0 * $1.1 }
    return dy.indices.map { k in gamma * inverse * (dy[k] - dbeta / n - hat[k] * dgamma / n) }
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

  var mean: [Double] { features.map(\.mean) }
  var variance: [Double] { features.map(\.variance) }
  var runningMean: [Double] { features.map(\.running.mean) }
  var runningVariance: [Double] { features.map(\.running.variance) }
  var dgamma: [Double] { features.map(\.dgamma) }
  var dbeta: [Double] { features.map(\.dbeta) }
  var xHat: Tensor { Tensor(features.map(\.hat)).transposed() }

  mutating func forward(_ x: Tensor) -> Tensor {
    if features.isEmpty {
      features = (0..<gamma.count).map { Feature(runningMean0[$0], runningVariance0[$0]) }
    }
    for (j, feature) in features.enumerated() {
      feature.take(x[column: j].values, epsilon: epsilon, momentum: momentum)
    }
    return xHat * gamma + beta
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let columns = features.indices.map { j in
      features[j].giveBack(dy[column: j].values, gamma: gamma[j])
    }
    return Tensor(columns).transposed()
  }
}
