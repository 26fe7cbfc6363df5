internal import Tensors

/// Numbers along named axes, with a bound on how far each may be from the exact value: what an expression evaluates to.
package struct Block: Sendable, Equatable {
  package let axes: [Axis]
  package let shape: [Int]
  /// Row-major, the last axis fastest.
  package var values: [Double]
  /// The error bound of each value, row-major; nil where every value is exact.
  package var error: [Double]?

  package init(axes: [Axis], shape: [Int], values: [Double], error: [Double]? = nil) {
    precondition(axes.count == shape.count && shape.reduce(1, *) == values.count, "\(axes) \(shape) \(values.count)")
    precondition(error == nil || error?.count == values.count)
    self.axes = axes
    self.shape = shape
    self.values = values
    self.error = error
  }

  package init(_ scalar: Double, error: Double? = nil) {
    self.init(axes: [], shape: [], values: [scalar], error: error.map { [$0] })
  }

  package var count: Int { values.count }

  package func extent(_ axis: Axis) -> Int? {
    axes.firstIndex(of: axis).map { shape[$0] }
  }

  /// The same layout with other numbers, all exact.
  package func map(_ transform: (Double) -> Double) -> Block {
    Block(axes: axes, shape: shape, values: values.map(transform))
  }

  func renamed(_ axis: Axis, to other: Axis) -> Block {
    Block(axes: axes.map { $0 == axis ? other : $0 }, shape: shape, values: values, error: error)
  }

  /// Whether this block's numbers can be laid out like another's: each of its axes is there, with as many entries.
  package func fits(_ other: Block) -> Bool {
    zip(axes, shape).allSatisfy { axis, extent in other.extent(axis) == extent }
  }

  /// The same numbers with the axes in another order, repeated along those that this block lacks.
  ///
  /// - Precondition: `axes` has every axis of this block, with the same extent.
  package func aligned(to axes: [Axis], shape: [Int]) -> Block {
    if axes == self.axes && shape == self.shape { return self }
    let walk = Walk(of: self, along: axes, shape: shape)
    return Block(
      axes: axes, shape: shape, values: walk.gather(values), error: error.map(walk.gather))
  }

  /// The entries at one position of an axis, without that axis; none of them a number where there is no such position, as a
  /// supposed formula may ask for.
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

/// How the positions of a result correspond to those of an operand that lacks some of its axes or orders them otherwise.
struct Walk {
  private let shape: [Int]
  private let strides: [Int]
  private let count: Int

  /// - Precondition: every axis of `block` is among `axes`, with the same extent.
  init(of block: Block, along axes: [Axis], shape: [Int]) {
    var own: [Axis: Int] = [:]
    var stride = 1
    for (axis, extent) in zip(block.axes, block.shape).reversed() {
      let place = axes.firstIndex(of: axis)
      // Checked in every build: what follows reads memory by these extents.
      precondition(
        place.map { shape[$0] == extent } ?? false, "\(axis) with \(extent) has no place in \(axes) \(shape)")
      own[axis] = stride
      stride *= extent
    }
    self.shape = shape
    strides = axes.map { own[$0] ?? 0 }
    count = shape.reduce(1, *)
  }

  func gather(_ numbers: [Double]) -> [Double] {
    guard count > 0 else { return [] }
    guard let inner = shape.last, let innerStride = strides.last else { return numbers }
    var result = [Double](repeating: 0, count: count)
    var index = [Int](repeating: 0, count: shape.count)
    var start = 0
    result.withUnsafeMutableBufferPointer { result in
      numbers.withUnsafeBufferPointer { numbers in
        var position = 0
        while position < count {
          for offset in 0..<inner { result[position + offset] = numbers[start + offset * innerStride] }
          position += inner
          var axis = shape.count - 2
          while axis >= 0 {
            index[axis] += 1
            start += strides[axis]
            if index[axis] < shape[axis] { break }
            start -= index[axis] * strides[axis]
            index[axis] = 0
            axis -= 1
          }
        }
      }
    }
    return result
  }
}

/// The axes that an element-by-element operation on two blocks gives: those of the first, then what only the second has.
func unite(_ a: Block, _ b: Block) throws(EvaluationError) -> (axes: [Axis], shape: [Int]) {
  if a.axes == b.axes && a.shape == b.shape { return (a.axes, a.shape) }
  let (major, minor) = a.axes.count >= b.axes.count ? (a, b) : (b, a)
  var axes = major.axes
  var shape = major.shape
  for (axis, extent) in zip(minor.axes, minor.shape) {
    if let known = major.extent(axis) {
      if known != extent { throw EvaluationError.extentsDiffer(axis: axis, known, extent) }
    } else {
      axes.append(axis)
      shape.append(extent)
    }
  }
  return (axes, shape)
}

/// Why a formula cannot be evaluated: always a fault of the recipe or of its inputs' shapes, never of the numbers.
package enum EvaluationError: Error, Equatable {
  case extentsDiffer(axis: Axis, Int, Int)
  case unknownQuantity(Reference)
  case unknownSetting(String)
  case axisMissing(Axis, in: [Axis])
  case parametersMixed(Int, Int)
  case axesDiffer(target: String, declared: [Axis], given: [Axis])
  case indexOutside(Double, axis: Axis, extent: Int)
  case notACount(Double)
  case kernelTooLong(axis: Axis, size: Int, extent: Int)
  case notSquare(rows: Axis, Int, columns: Axis, Int)
  case axisTwice(Axis, in: [Axis])
  case layoutsDiffer(along: Axis, [Axis], [Axis])
}

extension EvaluationError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .extentsDiffer(let axis, let a, let b):
      "axis \(axis) has \(a) entries in one operand and \(b) in the other"
    case .unknownQuantity(let reference):
      "no quantity is named \(reference.parameter.map { "\(reference.name)/\($0)" } ?? reference.name)"
    case .unknownSetting(let name): "no setting is named \(name)"
    case .axisMissing(let axis, let axes):
      "no axis \(axis) among (\(axes.map(\.name).joined(separator: ", ")))"
    case .parametersMixed(let a, let b): "a quantity of \(a) parameters meets one of \(b)"
    case .axesDiffer(let target, let declared, let given):
      "\(target) has axes (\(declared.map(\.name).joined(separator: ", "))), its formula gives "
        + "(\(given.map(\.name).joined(separator: ", ")))"
    case .indexOutside(let index, let axis, let extent):
      "the index \(index) is not one of the \(extent) positions along \(axis), counted from 0"
    case .notACount(let value): "\(value) is no number of entries"
    case .kernelTooLong(let axis, let size, let extent):
      "a kernel of \(size) does not fit along \(axis), which has \(extent) entries with its padding"
    case .notSquare(let rows, let a, let columns, let b):
      "a system of \(a) equations along \(rows) has \(b) unknowns along \(columns)"
    case .layoutsDiffer(let axis, let one, let other):
      "along \(axis), an entry has axes (\(one.map(\.name).joined(separator: ", "))) and another "
        + "(\(other.map(\.name).joined(separator: ", "))), or other extents"
    case .axisTwice(let axis, let axes):
      "axis \(axis) would stand twice in a solution for (\(axes.map(\.name).joined(separator: ", ")))"
    }
  }
}
