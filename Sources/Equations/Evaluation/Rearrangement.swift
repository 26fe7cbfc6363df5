/// A window's measures, in entries.
struct WindowGeometry {
  let size: Int
  let stride: Int
  let padding: Int

  /// How many places the kernel takes along an axis of `extent` entries.
  func places(_ extent: Int, _ axis: Axis) throws(EvaluationError) -> Int {
    let padded = extent + 2 * padding
    guard size >= 1, stride >= 1, padding >= 0, size <= padded else {
      throw .kernelTooLong(axis: axis, size: size, extent: padded)
    }
    return (padded - size) / stride + 1
  }
}

// Operations that move numbers about without computing: their error bounds move along.
extension Block {
  /// Axes of a result, each of which may stand in it only once.
  static func distinct(_ axes: [Axis]) throws(EvaluationError) -> [Axis] {
    for (index, axis) in axes.enumerated() where axes[..<index].contains(axis) { throw .axisTwice(axis, in: axes) }
    return axes
  }

  /// The entries along `axis` that the numbers of `index` point at: the index's axes, then this block's others.
  func gathered(at index: Block, along axis: Axis) throws(EvaluationError) -> Block {
    guard let extent = extent(axis) else { throw .axisMissing(axis, in: axes) }
    let others = axes.filter { $0 != axis }
    let otherShape = others.map { self.extent($0) ?? 1 }
    let table = aligned(to: [axis] + others, shape: [extent] + otherShape)
    let stride = otherShape.reduce(1, *)
    var positions: [Int] = []
    for number in index.values {
      guard number >= 0, number < Double(extent), number == number.rounded() else {
        throw .indexOutside(number, axis: axis, extent: extent)
      }
      positions.append(Int(number))
    }
    func pick(_ numbers: [Double]) -> [Double] {
      positions.flatMap { numbers[$0 * stride..<($0 + 1) * stride] }
    }
    return Block(
      axes: try Block.distinct(index.axes + others), shape: index.shape + otherShape, values: pick(table.values),
      error: table.error.map(pick))
  }

  /// Each stretch of the window's axis that the kernel meets: the axis counts the places, `kernel` comes last.
  func windowed(_ window: Window, _ geometry: WindowGeometry) throws(EvaluationError) -> Block {
    guard let extent = extent(window.axis) else { throw .axisMissing(window.axis, in: axes) }
    let places = try geometry.places(extent, window.axis)
    let others = axes.filter { $0 != window.axis }
    let otherShape = others.map { self.extent($0) ?? 1 }
    let source = aligned(to: others + [window.axis], shape: otherShape + [extent])
    func spread(_ numbers: [Double], _ fill: Double) -> [Double] {
      var result: [Double] = []
      result.reserveCapacity(otherShape.reduce(1, *) * places * geometry.size)
      for row in 0..<otherShape.reduce(1, *) {
        for place in 0..<places {
          for offset in 0..<geometry.size {
            let position = place * geometry.stride + offset - geometry.padding
            result.append(position >= 0 && position < extent ? numbers[row * extent + position] : fill)
          }
        }
      }
      return result
    }
    return Block(
      axes: try Block.distinct(others + [window.axis, window.kernel]), shape: otherShape + [places, geometry.size],
      values: spread(source.values, window.fill), error: source.error.map { spread($0, 0) })
  }

  /// Several axes as one, the last fastest; it comes last.
  func merged(_ merged: [Axis], into axis: Axis) throws(EvaluationError) -> Block {
    for axis in merged where extent(axis) == nil { throw .axisMissing(axis, in: axes) }
    let others = axes.filter { !merged.contains($0) }
    let ordered = aligned(to: others + merged, shape: (others + merged).map { extent($0) ?? 1 })
    return Block(
      axes: try Block.distinct(others + [axis]),
      shape: others.map { extent($0) ?? 1 } + [merged.reduce(1) { $0 * (extent($1) ?? 1) }],
      values: ordered.values, error: ordered.error)
  }

  /// One axis as several, with the extents that `original` has; one of them may be left to be worked out.
  func split(_ axis: Axis, into parts: [Axis], like original: Block) throws(EvaluationError) -> Block {
    guard let extent = extent(axis) else { throw .axisMissing(axis, in: axes) }
    let known = parts.map(original.extent)
    let product = known.reduce(1) { $0 * ($1 ?? 1) }
    let open = parts.indices.filter { known[$0] == nil }
    if open.count > 1 { throw .axisMissing(parts[open[1]], in: original.axes) }
    guard open.isEmpty ? product == extent : product > 0 && extent % product == 0 else {
      throw .extentsDiffer(axis: axis, product, extent)
    }
    let shape = known.map { $0 ?? extent / product }
    let others = axes.filter { $0 != axis }
    let ordered = aligned(to: others + [axis], shape: others.map { self.extent($0) ?? 1 } + [extent])
    return Block(
      axes: try Block.distinct(others + parts), shape: others.map { self.extent($0) ?? 1 } + shape,
      values: ordered.values,
      error: ordered.error)
  }
}

extension Evaluator {
  /// Adds up, for each entry of the windowed axis, all places that it was copied to.
  func fold(
    _ a: Block, _ window: Window, _ geometry: WindowGeometry, like original: Block
  ) throws(EvaluationError) -> Block {
    guard let extent = original.extent(window.axis) else { throw .axisMissing(window.axis, in: original.axes) }
    let places = try geometry.places(extent, window.axis)
    let others = a.axes.filter { $0 != window.axis && $0 != window.kernel }
    let otherShape = others.map { a.extent($0) ?? 1 }
    // A supposed kernel may be another than the one that made the stretches.
    for (axis, expected) in [(window.axis, places), (window.kernel, geometry.size)] {
      guard let own = a.extent(axis) else { throw .axisMissing(axis, in: a.axes) }
      if own != expected { throw .extentsDiffer(axis: axis, own, expected) }
    }
    let source = a.aligned(
      to: others + [window.axis, window.kernel], shape: otherShape + [places, geometry.size])
    let rows = otherShape.reduce(1, *)
    func add(_ numbers: [Double]) -> [Double] {
      var result = [Double](repeating: 0, count: rows * extent)
      for row in 0..<rows {
        for place in 0..<places {
          for offset in 0..<geometry.size {
            let position = place * geometry.stride + offset - geometry.padding
            guard position >= 0 && position < extent else { continue }
            result[row * extent + position] += numbers[(row * places + place) * geometry.size + offset]
          }
        }
      }
      return result
    }
    var result = Block(axes: others + [window.axis], shape: otherShape + [extent], values: add(source.values))
    if isBounded {
      // Each entry is a sum of at most `size` numbers, in any order.
      let magnitude = add(source.values.map { Swift.abs($0) })
      let inherited = source.error.map(add)
      result.error = magnitude.indices.map {
        (inherited?[$0] ?? 0) + Double(geometry.size - 1) * precision.unitRoundoff * magnitude[$0]
      }
    }
    return result
  }
}
