/// Numbers along named axes, with a bound on the distance of each from the exact value: the result of an expression.
package struct Block: Sendable, Equatable {
  package let axes: [Axis]
  package let shape: [Int]
  /// Row-major, the last axis fastest.
  package var values: [Double]
  /// The error bound of each value, row-major; nil if every value is exact.
  package var error: [Double]?

  package init(axes: [Axis], shape: [Int], values: [Double], error: [Double]? = nil) {
    precondition(axes.count == shape.count && shape.reduce(1, *) == values.count, "\(axes) \(shape) \(values.count)")
    precondition(error == nil || error?.count == values.count)
    self.axes = axes
    self.shape = shape
    self.values = values
    self.error = error
  }

  init(_ layout: Layout, values: [Double], error: [Double]? = nil) {
    self.init(axes: layout.axes, shape: layout.shape, values: values, error: error)
  }

  package init(_ scalar: Double, error: Double? = nil) {
    self.init(axes: [], shape: [], values: [scalar], error: error.map { [$0] })
  }

  package var count: Int { values.count }

  var layout: Layout { Layout(axes: axes, shape: shape) }

  package func extent(_ axis: Axis) -> Int? {
    axes.firstIndex(of: axis).map { shape[$0] }
  }

  /// The same layout with other numbers, all exact.
  package func map(_ transform: (Double) -> Double) -> Block {
    Block(axes: axes, shape: shape, values: values.map(transform))
  }

  /// True if this block's numbers can be laid out like another's: the other has each of its axes, with as many entries.
  package func fits(_ other: Block) -> Bool {
    zip(axes, shape).allSatisfy { axis, extent in other.extent(axis) == extent }
  }

  /// The same numbers with the axes in another order, repeated along those that this block lacks.
  ///
  /// - Precondition: `axes` has every axis of this block, with the same extent.
  package func aligned(to axes: [Axis], shape: [Int]) -> Block { aligned(to: Layout(axes: axes, shape: shape)) }

  func aligned(to target: Layout) -> Block {
    if target.axes == axes && target.shape == shape { return self }
    let broadcast = Broadcast(layout, to: target)
    return Block(target, values: broadcast(values), error: error.map { broadcast($0) })
  }

  /// The entries at one position of an axis, without that axis; NaN if there is no such position, which a supposed
  /// formula may ask for.
  package func slice(_ axis: Axis, at position: Int) -> Block {
    guard let index = axes.firstIndex(of: axis) else { return self }
    let inner = shape[(index + 1)...].reduce(1, *)
    let outer = shape[..<index].reduce(1, *)
    let extent = shape[index]
    func cut(_ numbers: [Double]) -> [Double] {
      guard (0..<extent).contains(position) else { return [Double](repeating: .nan, count: outer * inner) }
      if outer == 1 { return Array(numbers[position * inner..<(position + 1) * inner]) }
      var result: [Double] = []
      result.reserveCapacity(outer * inner)
      for block in 0..<outer {
        let start = (block * extent + position) * inner
        result.append(contentsOf: numbers[start..<start + inner])
      }
      return result
    }
    var axes = axes
    axes.remove(at: index)
    var shape = shape
    shape.remove(at: index)
    return Block(axes: axes, shape: shape, values: cut(values), error: error.map(cut))
  }
}

extension Block {
  /// Blocks of one layout put one after the other along a new first axis.
  package init(stacking blocks: [Block], along axis: Axis) {
    let first = blocks.first ?? Block(axes: [], shape: [], values: [0])
    let hasError = blocks.contains { $0.error != nil }
    self.init(
      axes: [axis] + first.axes, shape: [blocks.count] + first.shape, values: blocks.flatMap(\.values),
      error: hasError ? blocks.flatMap { $0.error ?? [Double](repeating: 0, count: $0.count) } : nil)
  }
}

extension Block {
  /// No value: a quantity that a parameter does not have.
  package static let absent = Block(.absent, values: [])

  package var isAbsent: Bool { values.isEmpty }

  /// Blocks put one after the other along a new first axis.
  ///
  /// - Throws: `EvaluationError` if their layouts differ, as a supposed formula may have it.
  package static func stacked(_ blocks: [Block], along axis: Axis) throws(EvaluationError) -> Block {
    _ = try Layout.stacked(blocks.map(\.layout), along: axis)
    return Block(stacking: blocks, along: axis)
  }
}
