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

  private func pointers(
    _ a: UnsafeBufferPointer<Double>, _ b: UnsafeBufferPointer<Double>, _ c: UnsafeMutableBufferPointer<Double>
  ) -> (UnsafePointer<Double>, UnsafePointer<Double>, UnsafeMutablePointer<Double>)? {
    guard let a = a.baseAddress, let b = b.baseAddress, let c = c.baseAddress else { return nil }
    return (a, b, c)
  }
}
