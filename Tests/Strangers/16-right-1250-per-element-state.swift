import GradusKit

/// One weight's history.
private struct Cell {
  var squares = 0.0, steps = 0.0, last = 0.0

  mutating func advance(_ g: Double, _ rho: Double, _ epsilon: Double) -> Double {
    squares = rho * squares + (1 - rho) * g * g
    last = -g * sqrt((steps + epsilon) / (squares + epsilon))
    steps = rho * steps + (1 - rho) * last * last
    return last
  }
}

struct AdaDelta: Optimizer {
  @Setting var decay = 0.9
  @Setting var epsilon = 1e-6

  private var cells: [String: [Cell]] = [:]

  private func list(_ path: KeyPath<Cell, Double>) -> [String: [Double]] {
    cells.mapValues { $0.map { $0[keyPath: path] } }
  }

  var squareAverage: [String: [Double]] { list(\.squares) }
  var update: [String: [Double]] { list(\.last) }
  var updateAverage: [String: [Double]] { list(\.steps) }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for (name, g) in gradients {
      var row = cells[name] ?? Array(repeating: Cell(), count: g.count)
      for i in row.indices { weights[name][i] += row[i].advance(g[i], decay, epsilon) }
      cells[name] = row
    }
  }
}
