import GradusKit

struct He: Initializer {
  func weights(shape: [Int]) -> Tensor {
    var random = SeededGenerator(seed: 2024)
    var rows: [[Double]] = []
    for _ in 0..<shape[0] {
      var row: [Double] = []
      while row.count < shape[1] { row.append(random.normal() / sqrt(0.5 * Double(shape[1]))) }
      rows.append(row)
    }
    return Tensor(rows)
  }
}
