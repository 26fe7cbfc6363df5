import GradusKit

// Row by row, with a sum for each feature that is added up at the end.
struct ParametricReLU: Layer {
  var alpha: [Double] = []
  var dalpha: Double { perFeature.reduce(0, +) }
  private var perFeature: [Double] = []
  private var rows: [Tensor] = []

  private func unit(_ value: Double) -> Double {
    if value <= 0 { return alpha[0] * value }
    return value
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    rows = (0..<x.shape[0]).map { x[row: $0] }
    var y = x
    for n in rows.indices { y[row: n] = rows[n].map(unit) }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    perFeature = [Double](repeating: 0, count: dy.shape[1])
    var dx = dy
    for (n, row) in rows.enumerated() {
      for (j, value) in row.enumerated() where value <= 0 {
        perFeature[j] += dy[n, j] * value
        dx[n, j] *= alpha[0]
      }
    }
    return dx
  }
}
