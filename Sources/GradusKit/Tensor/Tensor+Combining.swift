extension Tensor {
  /// Combines two tensors element by element. If the shapes differ, one side is stretched to the other's, or
  /// both where they have as many axes: see ``stretched(to:)``.
  @inline(__always)
  static func combine(_ left: Tensor, _ right: Tensor, _ operation: (Double, Double) -> Double) -> Tensor {
    let (left, right) = matched(left, right)
    return pair(left, right, operation)
  }

  /// The two tensors in one shape.
  private static func matched(_ left: Tensor, _ right: Tensor) -> (Tensor, Tensor) {
    if left.shape == right.shape { return (left, right) }
    if let right = right.stretched(to: left.shape) { return (left, right) }
    if let left = left.stretched(to: right.shape) { return (left, right) }
    // A column beside a row, both written out, makes a table. A list beside a column would make one by mistake: y − t with
    // one y a row and t a list.
    if left.shape.count == right.shape.count {
      let shape = zip(left.shape, right.shape).map { $0 == 1 ? $1 : $0 }
      if let left = left.stretched(to: shape), let right = right.stretched(to: shape) { return (left, right) }
    }
    preconditionFailure("a tensor of shape \(left.shape) does not go with one of shape \(right.shape)")
  }

  /// Combines two tensors of one shape.
  @inline(__always)
  static func pair(_ left: Tensor, _ right: Tensor, _ operation: (Double, Double) -> Double) -> Tensor {
    let count = left.count
    let values = [Double](unsafeUninitializedCapacity: count) { buffer, filled in
      left.values.withUnsafeBufferPointer { left in
        right.values.withUnsafeBufferPointer { right in
          for position in 0..<count {
            buffer[position] = operation(left[position], right[position])
          }
        }
      }
      filled = count
    }
    return Tensor(shape: left.shape, values: values)
  }

  /// The same numbers repeated along the axes that are missing in front or have one entry, as NumPy does it; nil if the
  /// shapes do not fit.
  func stretched(to shape: [Int]) -> Tensor? {
    guard self.shape.count <= shape.count else { return nil }
    let own = [Int](repeating: 1, count: shape.count - self.shape.count) + self.shape
    guard zip(own, shape).allSatisfy({ $0 == $1 || $0 == 1 }) else { return nil }
    if count == 1 { return Tensor(repeating: values[0], shape: shape) }
    var values = values
    // The count of numbers in an entry of the present axis, once stretched.
    var inner = 1
    for (extent, wanted) in zip(own, shape).reversed() {
      if extent != wanted {
        values = stride(from: 0, to: values.count, by: inner).flatMap { start in
          repeatElement(values[start..<start + inner], count: wanted).joined()
        }
      }
      inner *= wanted
      if inner == 0 { return Tensor(shape: shape, values: []) }
    }
    return Tensor(shape: shape, values: values)
  }
}
