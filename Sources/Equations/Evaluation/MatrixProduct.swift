import CKernels

/// Products of row-major matrices, one for each entry of a batch.
struct MatrixProduct {
  let count: Int
  let rows: Int
  let inner: Int
  let columns: Int

  /// Multiplies `count` matrices [rows, inner] with as many [inner, columns].
  ///
  /// Each result is summed in the order of the inner axis, one rounding a term, so it does not depend on the machine.
  func of(_ a: [Double], _ b: [Double]) -> [Double] {
    let shape = gradus_product_shape(
      rows: Int64(rows), inner: Int64(inner), columns: Int64(columns), aRow: Int64(inner), aInner: 1,
      bInner: Int64(columns), bColumn: 1)
    var result = [Double](repeating: 0, count: count * rows * columns)
    if result.isEmpty || inner == 0 { return result }
    withUnsafeTemporaryAllocation(of: Double.self, capacity: Int(gradus_product_workspace(shape))) { workspace in
      result.withUnsafeMutableBufferPointer { c in
        a.withUnsafeBufferPointer { a in
          b.withUnsafeBufferPointer { b in
            guard let (a, b, c) = pointers(a, b, c) else { return }
            for matrix in 0..<count {
              gradus_product(
                shape, a + matrix * rows * inner, b + matrix * inner * columns, c + matrix * rows * columns,
                workspace.baseAddress)
            }
          }
        }
      }
    }
    return result
  }

  /// The size that the roundings of each sum are relative to: Σ|a||b|, or n·max|a|·max|b| over the whole matrices,
  /// which is never less.
  ///
  /// A fast method, such as Strassen's, adds numbers of different rows and columns before it multiplies, and so is stable
  /// by norm only (Higham, section 23.2).
  ///
  /// - Parameter sums: Σ|a||b| of each result.
  func sizes(_ a: [Double], _ b: [Double], _ sums: [Double]) -> [Double] {
    (0..<count).flatMap { matrix in
      let own = Array(sums[matrix * rows * columns..<(matrix + 1) * rows * columns])
      let largestA = a[matrix * rows * inner..<(matrix + 1) * rows * inner].max() ?? 0
      let largestB = b[matrix * inner * columns..<(matrix + 1) * inner * columns].max() ?? 0
      let norm = Double(inner) * largestA * largestB
      return norm.isFinite ? Bound.widened(own, to: own.map { _ in norm }) : own
    }
  }

  private func pointers(
    _ a: UnsafeBufferPointer<Double>, _ b: UnsafeBufferPointer<Double>, _ c: UnsafeMutableBufferPointer<Double>
  ) -> (UnsafePointer<Double>, UnsafePointer<Double>, UnsafeMutablePointer<Double>)? {
    guard let a = a.baseAddress, let b = b.baseAddress, let c = c.baseAddress else { return nil }
    return (a, b, c)
  }
}
