import GradusKit

final class Cell {
  var m = 0.0, v = 0.0, mHat = 0.0, vHat = 0.0, t = 0
  func advance(_ g: Double, _ s: Adam) -> Double {
    t += 1
    m = s.beta1 * m + (1 - s.beta1) * g
    v = s.beta2 * v + (1 - s.beta2) * g * g
    mHat = m / (1 - pow(s.beta1, t))
    vHat = v / (1 - pow(s.beta2, t))
    return s.learningRate * mHat / (sqrt(vHat) + s.epsilon)
  }
}

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var cells: [String: [Cell]] = [:]
  var m: [String: [Double]] { cells.mapValues { $0.map(\.m) } }
  var v: [String: [Double]] { cells.mapValues { $0.map(\.v) } }
  var mHat: [String: [Double]] { cells.mapValues { $0.map(\.mHat) } }
  var vHat: [String: [Double]] { cells.mapValues { $0.map(\.vHat) } }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for (name, g) in gradients {
      if cells[name] == nil { cells[name] = (0..<g.count).map { _ in Cell() } }
      for (i, cell) in cells[name]!.enumerated() {
        weights[name][i] -= cell.advance(g[i], self)
      }
    }
  }
}
