extension Tensor {
  /// The sum of all elements.
  public func sum() -> Double { values.reduce(0, +) }

  /// The mean of all elements.
  public func mean() -> Double { sum() / Double(count) }

  /// The largest element; NaN if one is NaN.
  ///
  /// - Precondition: there is one.
  public func max() -> Double { most { $0 > $1 } }

  /// The smallest element; NaN if one is NaN.
  ///
  /// - Precondition: there is one.
  public func min() -> Double { most { $0 < $1 } }

  /// The root of the sum of all squares.
  public func norm() -> Double { dot(self).squareRoot() }

  /// The sums along an axis: `dy.sum(axis: 0)` adds up the rows.
  ///
  /// - Parameters:
  ///   - axis: The axis, from 0; -1 is the last.
  ///   - keepDims: True if the axis stays, with one entry, so that the result can be combined with the original.
  public func sum(axis: Int, keepDims: Bool = false) -> Tensor {
    folded(axis, keepDims, start: 0) { $0 + $1 }
  }

  /// The means along an axis.
  public func mean(axis: Int, keepDims: Bool = false) -> Tensor {
    sum(axis: axis, keepDims: keepDims) / Double(shape[position(of: axis)])
  }

  /// The largest elements along an axis; NaN if one is NaN.
  public func max(axis: Int, keepDims: Bool = false) -> Tensor {
    folded(axis, keepDims, start: -.infinity) { $1 > $0 || $1.isNaN ? $1 : $0 }
  }

  /// The smallest elements along an axis; NaN if one is NaN.
  public func min(axis: Int, keepDims: Bool = false) -> Tensor {
    folded(axis, keepDims, start: .infinity) { $1 < $0 || $1.isNaN ? $1 : $0 }
  }

  private func most(_ isBetter: (Double, Double) -> Bool) -> Double {
    precondition(!values.isEmpty, "a tensor of shape \(shape) has no elements")
    return values.dropFirst().reduce(values[0]) { isBetter($1, $0) || $1.isNaN ? $1 : $0 }
  }

  private func folded(
    _ axis: Int, _ keepDims: Bool, start: Double, _ combine: (Double, Double) -> Double
  ) -> Tensor {
    let axis = position(of: axis)
    let extent = shape[axis]
    precondition(extent > 0 || start.isFinite, "a tensor of shape \(shape) has no elements along axis \(axis)")
    let inner = shape[(axis + 1)...].reduce(1, *)
    let outer = shape[..<axis].reduce(1, *)
    var result = [Double](repeating: start, count: outer * inner)
    for group in 0..<outer {
      for entry in 0..<extent {
        for place in 0..<inner {
          let target = group * inner + place
          result[target] = combine(result[target], values[(group * extent + entry) * inner + place])
        }
      }
    }
    var kept = shape
    if keepDims { kept[axis] = 1 } else { kept.remove(at: axis) }
    return Tensor(shape: kept, values: result)
  }

  private func position(of axis: Int) -> Int {
    let position = axis < 0 ? axis + shape.count : axis
    precondition(shape.indices.contains(position), "there is no axis \(axis) in a tensor of shape \(shape)")
    return position
  }
}
