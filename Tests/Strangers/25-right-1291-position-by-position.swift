import GradusKit

/// What is known of one position.
private struct Position {
  let mean: Double, variance: Double, inverse: Double
  let hat: [Double]

  init(_ x: ArraySlice<Double>, epsilon: Double) {
    let n = Double(x.count)
    let m = x.reduce(0, +) / n
    let s = x.reduce(0.0) { sum, value in sum + (value - m) * (value - m) }
    mean = m
    variance = s / n
    inverse = 1 / sqrt(s / n + epsilon)
    let i = inverse
    hat = x.map { ($0 - m) * i }
  }
}

struct LayerNormalisation: Layer {
  @Setting var epsilon = 1e-5
  var gamma = Tensor(0)
  var beta = Tensor(0)

  private var positions: [Position] = []
  private var shape: [Int] = []

  var mean: Tensor { Tensor(shape: Array(shape.dropLast()), values: positions.map(\.mean)) }
  var variance: Tensor { Tensor(shape: Array(shape.dropLast()), values: positions.map(\.variance)) }
  var xHat: Tensor { Tensor(shape: shape, values: positions.flatMap(\.hat)) }
  private(set) var dgamma: [Double] = []
  private(set) var dbeta: [Double] = []

  mutating func forward(_ x: Tensor) -> Tensor {
    shape = x.shape
    let width = shape[2]
    let flat = x.values
    positions = stride(from: 0, to: flat.count, by: width).map { Position(flat[$0..<($0 + width)], epsilon: epsilon) }
    var y: [Double] = []
    for p in positions {
      for j in 0..<width { y.append(gamma[j] * p.hat[j] + beta[j]) }
    }
    return Tensor(shape: shape, values: y)
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let width = shape[2]
    let n = Double(width)
    dgamma = Array(repeating: 0, count: width)
    dbeta = dgamma
    var dx: [Double] = []
    for (k, p) in positions.enumerated() {
      let row = (0..<width).map { dy[k * width + $0] }
      var (sum, product) = (0.0, 0.0)
      for j in 0..<width {
        dbeta[j] += row[j]
        dgamma[j] += row[j] * p.hat[j]
        let d = row[j] * gamma[j]
        sum += d
        product += d * p.hat[j]
      }
      for j in 0..<width {
        let d = row[j] * gamma[j]
        dx.append(p.inverse / n * (n * d - sum - p.hat[j] * product))
      }
    }
    return Tensor(shape: shape, values: dx)
  }
}
