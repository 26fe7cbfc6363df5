extension Tensor {
  /// The element in a row and a column: `W[o, i]`.
  ///
  /// - Precondition: the tensor has two axes, and such a row and column.
  public subscript(row: Int, column: Int) -> Double {
    get { self[position(row, column)] }
    set { self[position(row, column)] = newValue }
  }

  /// The element at three indices, one for each axis.
  public subscript(first: Int, second: Int, third: Int) -> Double {
    get { self[[first, second, third]] }
    set { self[[first, second, third]] = newValue }
  }

  /// The element at four indices, one for each axis.
  public subscript(first: Int, second: Int, third: Int, fourth: Int) -> Double {
    get { self[[first, second, third, fourth]] }
    set { self[[first, second, third, fourth]] = newValue }
  }

  /// The flat positions, from 0: `for i in x.indices { x[i] = 0 }`.
  public var indices: Range<Int> { values.indices }

  /// True if there are no elements.
  public var isEmpty: Bool { values.isEmpty }

  private func position(_ row: Int, _ column: Int) -> Int {
    precondition(shape.count == 2, wrongIndexCount(2))
    precondition(
      row >= 0 && row < shape[0] && column >= 0 && column < shape[1],
      "index [\(row), \(column)] is outside shape \(shape)")
    return row * shape[1] + column
  }
}

/// The elements one after the other, row by row: `for value in x`, `zip(y, target)`, `x.enumerated()`.
extension Tensor: Sequence {
  /// The elements, row by row.
  public func makeIterator() -> IndexingIterator<[Double]> { values.makeIterator() }

  /// The same shape with every element replaced by a whole number, as in `z.map { $0 > 0 ? 1 : 0 }`.
  public func map(_ transform: (Double) -> Int) -> Tensor { map { Double(transform($0)) } }
}

extension Tensor: ExpressibleByArrayLiteral {
  /// A vector: `let b: Tensor = [0.1, 0.2]`.
  public init(arrayLiteral elements: Double...) { self.init(elements) }
}

extension Tensor {
  /// A vector of the given numbers.
  public init(_ numbers: [Double]) { self.init(shape: [numbers.count], values: numbers) }

  /// A matrix of the given rows: `Tensor([[1, 2], [3, 4]])`.
  ///
  /// - Precondition: all rows are equally long.
  public init(_ rows: [[Double]]) {
    let width = rows.first?.count ?? 0
    for (number, row) in rows.enumerated() where row.count != width {
      preconditionFailure("row \(number) has \(row.count) numbers, and row 0 has \(width)")
    }
    self.init(shape: [rows.count, width], values: rows.flatMap(\.self))
  }

  /// A scalar.
  @_disfavoredOverload
  public init(_ scalar: some BinaryInteger) { self.init(Double(scalar)) }

  /// A scalar.
  @_disfavoredOverload
  public init(_ scalar: Float) { self.init(Double(scalar)) }

  /// A tensor of zeros: `.zeros([2, 3])`.
  public static func zeros(_ shape: [Int]) -> Tensor { Tensor(repeating: 0, shape: shape) }

  /// A tensor of zeros with the shape of another.
  public static func zeros(like other: Tensor) -> Tensor { zeros(other.shape) }
}
