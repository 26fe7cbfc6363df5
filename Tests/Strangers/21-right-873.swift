import GradusKit

struct MeanSquaredError: Loss {
  private func errors(_ y: Tensor, _ target: Tensor) -> [Double] {
    zip(y.reshaped(-1), target.reshaped(-1)).map { $0 - $1 }
  }

  // adds up halves of halves, as numpy does
  private func total(_ list: ArraySlice<Double>) -> Double {
    if list.count == 0 { return 0 }
    if list.count == 1 { return list.first! }
    let middle = list.startIndex + list.count / 2
    return total(list[..<middle]) + total(list[middle...])
  }

  func value(_ y: Tensor, target: Tensor) -> Double {
    let squares = errors(y, target).map { $0 * $0 }
    return total(squares[...]) / Double(squares.count)
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    let e = errors(y, target)
    let factor = 2 / Double(e.count)
    return Tensor(shape: y.shape, values: e.map { factor * $0 })
  }
}
