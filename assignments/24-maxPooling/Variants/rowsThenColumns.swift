import GradusKit

// First along the rows, then along the columns: the largest of the largest.
struct MaxPooling: Layer {
  @Setting var size = 2
  @Setting var stride = 2
  @Setting var padding = 0
  private var shape: [Int] = []
  private var rows: [[Int]] = []
  private var columns: [[Int]] = []

  /// The place of the largest number in each window of a line.
  private func largest(of line: [Double]) -> [Int] {
    Swift.stride(from: -padding, through: line.count + padding - size, by: stride).map { start in
      let inside = Swift.max(start, 0)..<Swift.min(start + size, line.count)
      return inside.reduce(inside.lowerBound) { line[$1] > line[$0] ? $1 : $0 }
    }
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    shape = x.shape
    (rows, columns) = ([], [])
    var values: [Double] = []
    var outputs = (0, 0)
    for image in 0..<shape[0] * shape[1] {
      let lines = (0..<shape[2]).map { row in
        (0..<shape[3]).map { x[(image * shape[2] + row) * shape[3] + $0] }
      }
      let across = lines.map(largest)
      let narrow = zip(lines, across).map { line, places in places.map { line[$0] } }
      let width = narrow[0].count
      let down = (0..<width).map { column in largest(of: narrow.map { $0[column] }) }
      let height = down[0].count
      outputs = (height, width)
      for h in 0..<height {
        for w in 0..<width {
          rows.append([image, down[w][h]])
          columns.append([across[down[w][h]][w]])
          values.append(narrow[down[w][h]][w])
        }
      }
    }
    return Tensor(shape: [shape[0], shape[1], outputs.0, outputs.1], values: values)
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    var dx = Tensor.zeros(shape)
    for output in dy.indices {
      dx[(rows[output][0] * shape[2] + rows[output][1]) * shape[3] + columns[output][0]] += dy[output]
    }
    return dx
  }
}
