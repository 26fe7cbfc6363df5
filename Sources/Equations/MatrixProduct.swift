/// Products of row-major matrices, one for each entry of a batch.
struct MatrixProduct {
  let count: Int
  let rows: Int
  let inner: Int
  let columns: Int

  /// Multiplies `count` matrices [rows, inner] with as many [inner, columns].
  ///
  /// Each result is summed in the order of the inner axis, so it does not depend on the machine.
  func of(_ a: [Double], _ b: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: count * rows * columns)
    result.withUnsafeMutableBufferPointer { c in
      a.withUnsafeBufferPointer { a in
        b.withUnsafeBufferPointer { b in
          for matrix in 0..<count {
            for row in 0..<rows {
              let target = (matrix * rows + row) * columns
              for k in 0..<inner {
                let factor = a[(matrix * rows + row) * inner + k]
                let source = (matrix * inner + k) * columns
                for column in 0..<columns { c[target + column] += factor * b[source + column] }
              }
            }
          }
        }
      }
    }
    return result
  }
}
