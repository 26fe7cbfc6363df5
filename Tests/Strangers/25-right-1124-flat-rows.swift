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

  /// Width of every position, in the order of the values.
  private var widths: [Double] = []

  mutating func forward(_ x: Tensor) -> Tensor {
    let n = gamma.count
    let places = x.count / n
    let input = x.values
    var means: [Double] = [], variances: [Double] = []
    var hats: [Double] = [], outputs: [Double] = []
    widths = []
    for p in 0..<places {
      let slice = input[p * n..<(p + 1) * n]
      let center = slice.reduce(0, +) / Double(n)
      let spread = slice.map { ($0 - center) * ($0 - center) }.reduce(0, +) / Double(n)
      let width = (spread + epsilon).squareRoot()
      for (j, value) in slice.enumerated() {
        let hat = (value - center) / width
        hats.append(hat)
        outputs.append(gamma[j] * hat + beta[j])
      }
      means.append(center)
      variances.append(spread)
      widths.append(width)
    }
    let places2 = [x.shape[0], x.shape[1]]
    mean = Tensor(shape: places2, values: means)
    variance = Tensor(shape: places2, values: variances)
    xHat = Tensor(shape: x.shape, values: hats)
    return Tensor(shape: x.shape, values: outputs)
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let n = gamma.count
    dgamma = .zeros(like: gamma)
    dbeta = .zeros(like: beta)
    var dx = Tensor.zeros(like: dy)
    for (p, width) in widths.enumerated() {
      var sum = 0.0, along = 0.0
      for j in 0..<n {
        let k = p * n + j
        dgamma[j] += dy[k] * xHat[k]
        dbeta[j] += dy[k]
        sum += dy[k] * gamma[j]
        along += dy[k] * gamma[j] * xHat[k]
      }
      for j in 0..<n {
        let k = p * n + j
        dx[k] = (dy[k] * gamma[j] - (sum + xHat[k] * along) / Double(n)) / width
      }
    }
    return dx
  }
}
