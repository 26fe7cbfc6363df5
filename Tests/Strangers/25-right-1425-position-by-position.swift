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
    let (s, t, k) = (x.shape[0], x.shape[1], x.shape[2])
    mean = Tensor(repeating: 0, shape: [s, t])
    variance = Tensor(repeating: 0, shape: [s, t])
    xHat = x
    var y = x
    for n in 0..<s {
      for p in 0..<t {
        var sum = 0.0
        for j in 0..<k { sum += x[n, p, j] }
        let mu = sum / Double(k)
        var squares = 0.0
        for j in 0..<k { squares += pow(x[n, p, j] - mu, 2) }
        mean[n, p] = mu
        variance[n, p] = squares / Double(k)
        let root = sqrt(variance[n, p] + epsilon)
        for j in 0..<k {
          xHat[n, p, j] = (x[n, p, j] - mu) / root
          y[n, p, j] = gamma[j] * xHat[n, p, j] + beta[j]
        }
      }
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let (s, t, k) = (dy.shape[0], dy.shape[1], dy.shape[2])
    dgamma = Tensor.zeros(like: gamma)
    dbeta = Tensor.zeros(like: beta)
    var dx = dy
    for n in 0..<s {
      for p in 0..<t {
        var a = 0.0, c = 0.0
        for j in 0..<k {
          let d = dy[n, p, j]
          dbeta[j] += d
          dgamma[j] += d * xHat[n, p, j]
          a += d * gamma[j]
          c += d * gamma[j] * xHat[n, p, j]
        }
        let root = sqrt(variance[n, p] + epsilon)
        for j in 0..<k {
          dx[n, p, j] = (Double(k) * dy[n, p, j] * gamma[j] - a - xHat[n, p, j] * c) / (Double(k) * root)
        }
      }
    }
    return dx
  }
}
