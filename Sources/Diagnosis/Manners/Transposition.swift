internal import Equations
internal import Judging

/// Matrices that stand with rows and columns exchanged.
enum Transposition {
  static func runs(_ quantity: WrongQuantity) -> [SupposedRun] {
    guard quantity.examinations.contains(where: { $0.hasMatrix(quantity.name) }) else { return [] }
    return [
      SupposedRun(.transposes, of: quantity) { examination in
        var trial = SupposedRun.Trial(examination, quantity.equations)
        trial.reading = \.readByColumns
        return trial
      }
    ]
  }
}

extension Value {
  /// The same with each matrix read column by column: the transposed one, if rows are as many as columns.
  fileprivate var readByColumns: Value {
    map { block in
      guard block.isMatrixSeries else { return block }
      let (rows, columns) = (block.shape[1], block.shape[2])
      var values = block.values
      for step in 0..<block.shape[0] {
        for row in 0..<rows {
          for column in 0..<columns {
            let start = step * rows * columns
            values[start + row * columns + column] = block.values[start + column * rows + row]
          }
        }
      }
      return Block(axes: block.axes, shape: block.shape, values: values)
    }
  }
}
