extension Tensor {
  /// One entry along the first axis, without that axis: a row of a matrix. `y[row: n] = x[row: n] / 2`.
  ///
  /// - Precondition: there is such a row; a new one has the old one's shape.
  public subscript(row row: Int) -> Tensor {
    get {
      let numbers = positions(ofRow: row)
      return Tensor(shape: Array(shape.dropFirst()), values: Array(values[numbers]))
    }
    set {
      let numbers = positions(ofRow: row)
      precondition(
        newValue.shape == Array(shape.dropFirst()),
        "a row of shape \(newValue.shape) for a tensor of shape \(shape)")
      for (position, value) in zip(numbers, newValue.values) { self[position] = value }
    }
  }

  /// Some entries along the first axis, in the order given: `x[rows: 0..<16]`, `x[rows: batches]`.
  public subscript(rows rows: some Sequence<Int>) -> Tensor {
    let chosen = Array(rows)
    return Tensor(
      shape: [chosen.count] + shape.dropFirst(), values: chosen.flatMap { values[positions(ofRow: $0)] })
  }

  /// A column of a matrix, as a vector.
  ///
  /// - Precondition: the tensor has two axes, and such a column; a new one is as long as the old.
  public subscript(column column: Int) -> Tensor {
    get { Tensor(rowNumbers.map { self[$0, column] }) }
    set {
      precondition(
        newValue.shape == [rowNumbers.count], "a column of shape \(newValue.shape) for a matrix of shape \(shape)")
      for row in rowNumbers { self[row, column] = newValue[row] }
    }
  }

  /// Some columns of a matrix, in the order given: `x[columns: 0..<2]`.
  public subscript(columns columns: some Sequence<Int>) -> Tensor {
    let chosen = Array(columns)
    return Tensor(
      shape: [rowNumbers.count, chosen.count],
      values: rowNumbers.flatMap { row in chosen.map { self[row, $0] } })
  }

  private var rowNumbers: Range<Int> {
    precondition(shape.count == 2, "a tensor of shape \(shape) has no columns")
    return 0..<shape[0]
  }

  private func positions(ofRow row: Int) -> Range<Int> {
    precondition(!shape.isEmpty, "a scalar has no rows")
    precondition(row >= 0 && row < shape[0], "row \(row) is outside shape \(shape)")
    let width = count / shape[0]
    return row * width..<(row + 1) * width
  }
}
