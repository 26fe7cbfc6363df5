import GradusKit

struct LayerNormalisation: Layer {
  @Setting var epsilon = 1e-5
  var gamma = Tensor(0)
  var beta = Tensor(0)

  var mean = Tensor(0)
  var variance = Tensor(0)
  var xHat = Tensor(0)
  var dgamma = Tensor(0)
  var dbeta = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    let (S, T, F) = (x.shape[0], x.shape[1], x.shape[2])
    mean = Tensor(repeating: 0, shape: [S, T])
    variance = Tensor(repeating: 0, shape: [S, T])
    xHat = Tensor.zeros(like: x)
    var y = Tensor.zeros(like: x)
    for s in 0..<S {
      for t in 0..<T {
        var sum = 0.0
        for j in 0..<F { sum += x[s, t, j] }
        let m = sum / Double(F)
        var squares = 0.0
        for j in 0..<F { squares += (x[s, t, j] - m) * (x[s, t, j] - m) }
        let v = squares / Double(F - 1)
        mean[s, t] = m
        variance[s, t] = v
        for j in 0..<F {
          xHat[s, t, j] = (x[s, t, j] - m) / sqrt(v + epsilon)
          y[s, t, j] = gamma[j] * xHat[s, t, j] + beta[j]
        }
      }
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let (S, T, F) = (dy.shape[0], dy.shape[1], dy.shape[2])
    dgamma = Tensor.zeros(like: gamma)
    dbeta = Tensor.zeros(like: beta)
    var dx = Tensor.zeros(like: dy)
    for s in 0..<S {
      for t in 0..<T {
        var first = 0.0
        var second = 0.0
        for j in 0..<F {
          dgamma[j] += dy[s, t, j] * xHat[s, t, j]
          dbeta[j] += dy[s, t, j]
          first += dy[s, t, j] * gamma[j] / Double(F)
          second += dy[s, t, j] * gamma[j] * xHat[s, t, j] / Double(F)
        }
        let root = sqrt(variance[s, t] + epsilon)
        for j in 0..<F {
          dx[s, t, j] = (dy[s, t, j] * gamma[j] - first + xHat[s, t, j] * second) / root
        }
      }
    }
    return dx
  }
}
