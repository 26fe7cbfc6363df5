import GradusKit

/// What one weight remembers.
final class Cell {
  var first = 0.0
  var second = 0.0
}

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var m: [String: [Double]] = [:]
  var v: [String: [Double]] = [:]
  var mHat: [String: [Double]] = [:]
  var vHat: [String: [Double]] = [:]

  private var cells: [String: [Cell]] = [:]
  private var power1 = 1.0
  private var power2 = 1.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    power1 *= beta1
    power2 *= beta2
    for key in weights.names {
      let slope = gradients[key]
      if cells[key] == nil {
        cells[key] = (0..<slope.count).map { _ in Cell() }
      }
      let row = cells[key]!
      var moved = weights[key]
      var hats1: [Double] = []
      var hats2: [Double] = []
      for (i, cell) in row.enumerated() {
        let g = slope[i]
        cell.first = g - beta1 * (g - cell.first)
        cell.second = g * g - beta2 * (g * g - cell.second)
        let a = cell.first / (1 - power1)
        let b = cell.second / (1 - power2)
        hats1.append(a)
        hats2.append(b)
        moved[i] -= learningRate * a / (b.squareRoot() + epsilon)
      }
      m[key] = row.map { $0.first }
      v[key] = row.map { $0.second }
      mHat[key] = hats1
      vHat[key] = hats2
      weights[key] = moved
    }
  }
}
