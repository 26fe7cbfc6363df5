extension Tensor {
  /// The same numbers, row by row, in another shape. One extent may be -1: it follows from the others.
  ///
  /// - Precondition: both shapes hold as many numbers.
  public func reshaped(_ shape: [Int]) -> Tensor {
    let asked = shape
    var shape = shape
    if let open = shape.firstIndex(of: -1) {
      shape[open] = 1
      let rest = shape.reduce(1, *)
      shape[open] = rest == 0 ? 0 : count / rest
    }
    precondition(shape.reduce(1, *) == count, "\(count) numbers do not fill the shape \(asked)")
    return Tensor(shape: shape, values: values)
  }

  /// The same numbers, row by row, in another shape: `x.reshaped(2, 3)`.
  public func reshaped(_ shape: Int...) -> Tensor { reshaped(shape) }

  /// A matrix with rows and columns exchanged.
  ///
  /// - Precondition: the tensor has two axes.
  public func transposed() -> Tensor {
    precondition(shape.count == 2, "rows and columns are exchanged in a matrix, and this has the shape \(shape)")
    let (rows, columns) = (shape[0], shape[1])
    let values = [Double](unsafeUninitializedCapacity: count) { buffer, filled in
      self.values.withUnsafeBufferPointer { old in
        for column in 0..<columns {
          for row in 0..<rows { buffer[column * rows + row] = old[row * columns + column] }
        }
      }
      filled = count
    }
    return Tensor(shape: [columns, rows], values: values)
  }
}
