import GradusKit

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  private struct Cell {
    var m = 0.0, v = 0.0, mHat = 0.0, vHat = 0.0
  }
  private var cells: [Cell] = []
  private var ranges: [(name: String, range: Range<Int>)] = []
  private var t = 0

  private func collect(_ path: KeyPath<Cell, Double>) -> [String: [Double]] {
    var result: [String: [Double]] = [:]
    for (name, range) in ranges { result[name] = cells[range].map { $0[keyPath: path] } }
    return result
  }
  var m: [String: [Double]] { collect(\.m) }
  var v: [String: [Double]] { collect(\.v) }
  var mHat: [String: [Double]] { collect(\.mHat) }
  var vHat: [String: [Double]] { collect(\.vHat) }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    if cells.isEmpty {
      var start = 0
      for (name, w) in weights {
        ranges.append((name, start..<(start + w.count)))
        start += w.count
      }
      cells = Array(repeating: Cell(), count: start)
    }
    t += 1
    let (c1, c2) = (1 - pow(beta1, t), 1 - pow(beta2, t))
    for (name, range) in ranges {
      for k in range {
        let i = k - range.lowerBound
        let g = gradients[name][i]
        cells[k].m = beta1 * cells[k].m + (1 - beta1) * g
        cells[k].v = beta2 * cells[k].v + (1 - beta2) * g * g
        cells[k].mHat = cells[k].m / c1
        cells[k].vHat = cells[k].v / c2
        weights[name][i] -= learningRate * cells[k].mHat / (sqrt(cells[k].vHat) + epsilon)
      }
    }
  }
}
