/// The axes of a tensor, and the number of entries along each. Its numbers lie row-major, the last axis fastest.
struct Layout: Hashable {
  let axes: [Axis]
  let shape: [Int]

  static let scalar = Layout(axes: [], shape: [])
  /// The layout of a quantity that a parameter does not have.
  static let absent = Layout(axes: [.elements], shape: [0])

  var count: Int { shape.reduce(1, *) }

  func extent(_ axis: Axis) -> Int? { axes.firstIndex(of: axis).map { shape[$0] } }

  func required(_ axis: Axis) throws(EvaluationError) -> Int {
    guard let extent = extent(axis) else { throw .axisMissing(axis, in: axes) }
    return extent
  }

  /// The number of entries along some of the axes together.
  func count(_ axes: [Axis]) -> Int { axes.reduce(1) { $0 * (extent($1) ?? 1) } }

  /// Some of the axes, in the order asked for.
  func ordered(_ axes: [Axis]) -> Layout { Layout(axes: axes, shape: axes.map { extent($0) ?? 1 }) }

  func without(_ removed: [Axis]) -> Layout { ordered(axes.filter { !removed.contains($0) }) }

  func followed(by other: Layout) -> Layout { Layout(axes: axes + other.axes, shape: shape + other.shape) }

  /// The distance of neighbours along an axis; 0 if there is no such axis.
  func stride(_ axis: Axis) -> Int {
    guard let index = axes.firstIndex(of: axis) else { return 0 }
    return shape[(index + 1)...].reduce(1, *)
  }
}
