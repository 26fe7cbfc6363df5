/// A dense array of double-precision numbers with a shape, stored row by row (the last axis varies fastest).
///
/// A scalar has the empty shape and one value.
public struct Tensor: Equatable, Sendable {
  /// The extent of each axis; empty for a scalar.
  public let shape: [Int]
  /// The numbers, row-major; their count is the product of the shape.
  public private(set) var values: [Double]

  /// Makes a tensor of a given shape from its values in row-major order.
  ///
  /// - Precondition: no extent is negative and `values.count` is the product of `shape`.
  public init(shape: [Int], values: [Double]) {
    precondition(shape.allSatisfy { $0 >= 0 }, "a tensor's extents cannot be negative: \(shape)")
    precondition(
      shape.reduce(1, *) == values.count,
      "a tensor of shape \(shape) holds \(shape.reduce(1, *)) numbers, not \(values.count)")
    self.shape = shape
    self.values = values
  }

  /// Makes a tensor whose every element is `value`.
  public init(repeating value: Double, shape: [Int]) {
    // A negative count ends the program before the sentence about the shape.
    self.init(shape: shape, values: [Double](repeating: value, count: max(0, shape.reduce(1, *))))
  }

  /// Makes a scalar: the empty shape, one value.
  public init(_ scalar: Double) {
    self.init(shape: [], values: [scalar])
  }

  /// The number of elements in the tensor.
  public var count: Int { values.count }

  /// The element at a flat, row-major position.
  public subscript(position: Int) -> Double {
    get { values[position] }
    set { values[position] = newValue }
  }

  /// The element at one index for each axis, counted from 0.
  public subscript(index: [Int]) -> Double {
    get { values[position(of: index)] }
    set { values[position(of: index)] = newValue }
  }

  /// Returns the same shape with every element replaced.
  public func map(_ transform: (Double) -> Double) -> Tensor {
    Tensor(shape: shape, values: values.map(transform))
  }

  /// The sentence on a wrong number of indices.
  package func wrongIndexCount(_ count: Int) -> String {
    let indices = count == 1 ? "1 index" : "\(count) indices"
    return shape.isEmpty
      ? "\(indices) into a tensor that is a single number: it was perhaps never given a shape"
      : "\(indices) into a tensor of shape \(shape), which takes \(shape.count)"
  }

  /// Returns the flat position of an index with one entry for each axis.
  private func position(of index: [Int]) -> Int {
    precondition(index.count == shape.count, wrongIndexCount(index.count))
    var position = 0
    for (axis, extent) in shape.enumerated() {
      precondition(index[axis] >= 0 && index[axis] < extent, "index \(index) is outside shape \(shape)")
      position = position * extent + index[axis]
    }
    return position
  }
}
