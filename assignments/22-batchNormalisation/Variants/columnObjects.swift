import GradusKit

// An object for each feature, which does the work for its own column.
struct Feature {
  let gamma: Double, beta: Double, epsilon: Double
  var runningMean: Double, runningVariance: Double
  var mean = 0.0, variance = 0.0, dgamma = 0.0, dbeta = 0.0
  var xHat = Tensor(0)

  mutating func forward(_ x: Tensor, momentum: Double) -> Tensor {
    let centred = x - x.mean()
    mean = x.mean()
    variance = dot(centred, centred) / Double(x.count)
    xHat = centred / sqrt(variance + epsilon)
    runningMean = (1 - momentum) * runningMean + momentum * mean
    runningVariance = (1 - momentum) * runningVariance + momentum * dot(centred, centred) / Double(x.count - 1)
    return gamma * xHat + beta
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dgamma = dot(dy, xHat)
    dbeta = dy.sum()
    let share = Double(dy.count)
    return gamma * (dy - dbeta / share - xHat * dgamma / share) / sqrt(variance + epsilon)
  }
}

struct BatchNormalisation: Layer {
  @Setting var momentum = 0.1
  @Setting var epsilon = 1e-5
  var gamma = Tensor(0), beta = Tensor(0), runningMean0 = Tensor(0), runningVariance0 = Tensor(0)
  private var features: [Feature] = []
  var mean: [Double] { features.map(\.mean) }
  var variance: [Double] { features.map(\.variance) }
  var runningMean: [Double] { features.map(\.runningMean) }
  var runningVariance: [Double] { features.map(\.runningVariance) }
  var dgamma: [Double] { features.map(\.dgamma) }
  var dbeta: [Double] { features.map(\.dbeta) }
  var xHat: Tensor {
    features.isEmpty ? Tensor(0) : Tensor(features.map { $0.xHat.values }).transposed()
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    if features.isEmpty {
      features = gamma.indices.map {
        Feature(
          gamma: gamma[$0], beta: beta[$0], epsilon: epsilon, runningMean: runningMean0[$0],
          runningVariance: runningVariance0[$0])
      }
    }
    var y = x
    for j in features.indices { y[column: j] = features[j].forward(x[column: j], momentum: momentum) }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    var dx = dy
    for j in features.indices { dx[column: j] = features[j].backward(dy[column: j]) }
    return dx
  }
}
