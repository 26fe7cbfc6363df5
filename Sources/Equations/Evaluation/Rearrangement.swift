/// A window's measures, in entries.
struct WindowGeometry: Hashable {
  let size: Int
  let stride: Int
  let padding: Int

  /// The number of places of the kernel along an axis of `extent` entries.
  func places(_ extent: Int, _ axis: Axis) throws(EvaluationError) -> Int {
    let padded = extent + 2 * padding
    guard size >= 1, stride >= 1, padding >= 0, size <= padded else {
      throw .kernelTooLong(axis: axis, size: size, extent: padded)
    }
    return (padded - size) / stride + 1
  }
}

// Operations that rearrange numbers without computing: their error bounds move along.
extension Block {
  /// The entries along `axis` that the numbers of `index` point at: the index's axes, then this block's others.
  func gathered(at index: Block, along axis: Axis) throws(EvaluationError) -> Block {
    let result = try layout.gathered(at: index.layout, along: axis)
    let extent = try layout.required(axis)
    let others = layout.without([axis])
    let table = aligned(to: layout.ordered([axis]).followed(by: others))
    let stride = others.count
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
    return Block(result, values: pick(table.values), error: table.error.map(pick))
  }

  /// Each stretch of the window's axis that the kernel meets: the axis counts the places, `kernel` comes last.
  func windowed(_ window: Window, _ geometry: WindowGeometry) throws(EvaluationError) -> Block {
    let result = try layout.windowed(window, geometry)
    let extent = try layout.required(window.axis)
    let places = try geometry.places(extent, window.axis)
    let others = layout.without([window.axis])
    let source = aligned(to: others.followed(by: layout.ordered([window.axis])))
    func spread(_ numbers: [Double], _ fill: Double) -> [Double] {
      var result: [Double] = []
      result.reserveCapacity(others.count * places * geometry.size)
      for row in 0..<others.count {
        for place in 0..<places {
          for offset in 0..<geometry.size {
            let position = place * geometry.stride + offset - geometry.padding
            result.append(position >= 0 && position < extent ? numbers[row * extent + position] : fill)
          }
        }
      }
      return result
    }
    return Block(result, values: spread(source.values, window.fill), error: source.error.map { spread($0, 0) })
  }
}

extension Evaluator {
  /// Adds up, for each entry of the windowed axis, all places that it was copied to.
  func fold(
    _ a: Block, _ window: Window, _ geometry: WindowGeometry, like original: Block
  ) throws(EvaluationError) -> Block {
    let layout = try a.layout.folded(window, geometry, like: original.layout)
    let extent = try layout.required(window.axis)
    let places = try geometry.places(extent, window.axis)
    let others = a.layout.without([window.axis, window.kernel])
    let source = a.aligned(to: others.followed(by: a.layout.ordered([window.axis, window.kernel])))
    let rows = others.count
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
    var result = Block(layout, values: add(source.values))
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
