/// The product of two matrices, or of a matrix and a vector: `matmul(x, W.transposed()) + b`.
///
/// - Precondition: the left one has as many columns as the right one has rows.
public func matmul(_ left: Tensor, _ right: Tensor) -> Tensor { left.matmul(right) }

/// The inner product of two vectors: the sum of the products of their elements.
///
/// - Precondition: the shapes are equal.
public func dot(_ left: Tensor, _ right: Tensor) -> Double { left.dot(right) }

extension Tensor {
  /// The product with a matrix or a vector on the right: `x.matmul(W.transposed()) + b`.
  ///
  /// - Precondition: this one has as many columns as the other has rows.
  public func matmul(_ other: Tensor) -> Tensor {
    let fits =
      (1...2).contains(shape.count) && (1...2).contains(other.shape.count) && shape.count + other.shape.count > 2
    precondition(fits, "matmul takes matrices, and these have the shapes \(shape) and \(other.shape)")
    let (rows, inner) = shape.count == 2 ? (shape[0], shape[1]) : (1, shape[0])
    let columns = other.shape.count == 2 ? other.shape[1] : 1
    precondition(
      inner == other.shape[0],
      "matmul of the shapes \(shape) and \(other.shape): the columns of the left one, \(inner), have to be as many as the rows of the right one, \(other.shape[0])"
    )
    let values = [Double](unsafeUninitializedCapacity: rows * columns) { product, filled in
      self.values.withUnsafeBufferPointer { left in
        other.values.withUnsafeBufferPointer { right in
          multiply(left, right, into: product, rows, inner, columns)
        }
      }
      filled = rows * columns
    }
    return Tensor(shape: Array(shape.dropLast()) + other.shape.dropFirst(), values: values)
  }

  /// The inner product with another vector: the sum of the products of the elements.
  ///
  /// - Precondition: the shapes are equal.
  public func dot(_ other: Tensor) -> Double {
    precondition(
      shape == other.shape,
      "dot takes two vectors, and these have the shapes \(shape) and \(other.shape); the product of matrices is matmul")
    return zip(values, other.values).reduce(0) { $0 + $1.0 * $1.1 }
  }
}

/// Each element of the product is added up from its first term to its last, as a loop would.
///
/// Four rows at a time: each number of the right matrix is then loaded once for four products.
private func multiply(
  _ left: UnsafeBufferPointer<Double>, _ right: UnsafeBufferPointer<Double>,
  into product: UnsafeMutableBufferPointer<Double>, _ rows: Int, _ inner: Int, _ columns: Int
) {
  product.initialize(repeating: 0)
  guard let left = left.baseAddress, let right = right.baseAddress, let product = product.baseAddress else { return }
  var row = 0
  while row + 4 <= rows {
    let (a, b, c, d) = (
      product + row * columns, product + (row + 1) * columns, product + (row + 2) * columns,
      product + (row + 3) * columns
    )
    for k in 0..<inner {
      let (x, y, z, w) = (
        left[row * inner + k], left[(row + 1) * inner + k], left[(row + 2) * inner + k], left[(row + 3) * inner + k]
      )
      let line = right + k * columns
      for column in 0..<columns {
        let number = line[column]
        a[column] += x * number
        b[column] += y * number
        c[column] += z * number
        d[column] += w * number
      }
    }
    row += 4
  }
  while row < rows {
    let sums = product + row * columns
    for k in 0..<inner {
      let (number, line) = (left[row * inner + k], right + k * columns)
      for column in 0..<columns { sums[column] += number * line[column] }
    }
    row += 1
  }
}
