// The layout of each operation's result, from those of its operands: the same for numbers and for the nodes of a graph.
extension Layout {
  /// The layout of an elementwise result: the axes of the operand with more of them, then those that only the other
  /// has.
  func united(with other: Layout) throws(EvaluationError) -> Layout {
    if self == other { return self }
    let (major, minor) = axes.count >= other.axes.count ? (self, other) : (other, self)
    var added: [Axis] = []
    for axis in minor.axes {
      guard let known = major.extent(axis) else {
        added.append(axis)
        continue
      }
      let extent = try minor.required(axis)
      if known != extent { throw .extentsDiffer(axis: axis, known, extent) }
    }
    return added.isEmpty ? major : major.followed(by: minor.ordered(added))
  }

  func renamed(_ axis: Axis, to other: Axis) throws(EvaluationError) -> Layout {
    try Layout(axes: axes.map { $0 == axis ? other : $0 }, shape: shape).distinct()
  }

  func reduced(over axes: [Axis]) throws(EvaluationError) -> Layout {
    for axis in axes { _ = try required(axis) }
    return without(axes)
  }

  /// The axes of two factors, sorted: those in both, matched entry by entry, and those in one of them only. All others
  /// are summed over.
  func contracted(
    with other: Layout, over axes: [Axis]
  ) throws(EvaluationError) -> (batch: [Axis], own: [Axis], others: [Axis]) {
    for axis in axes { try requireEqual(axis, other) }
    let batch = self.axes.filter { other.axes.contains($0) && !axes.contains($0) }
    for axis in batch { try requireEqual(axis, other) }
    let spent = batch + axes
    return (batch, without(spent).axes, other.without(spent).axes)
  }

  /// The linear systems of a matrix with this layout and right-hand sides: one for each entry along `batch` and
  /// `others`. `others` are axes of the sides alone.
  func system(
    with sides: Layout, rows: Axis, columns: Axis
  ) throws(EvaluationError) -> (count: Int, batch: Layout, others: Layout) {
    let count = try required(rows)
    let unknowns = try required(columns)
    let given = try sides.required(rows)
    guard count == unknowns, rows != columns else { throw .notSquare(rows: rows, count, columns: columns, unknowns) }
    if given != count { throw .extentsDiffer(axis: rows, count, given) }
    if sides.axes.contains(columns) { throw .axisTwice(columns, in: sides.axes) }
    let batch = without([rows, columns])
    for axis in batch.axes where sides.axes.contains(axis) { try requireEqual(axis, sides) }
    return (count, batch, sides.without(batch.axes + [rows]))
  }

  func gathered(at index: Layout, along axis: Axis) throws(EvaluationError) -> Layout {
    _ = try required(axis)
    return try index.followed(by: without([axis])).distinct()
  }

  func windowed(_ window: Window, _ geometry: WindowGeometry) throws(EvaluationError) -> Layout {
    let places = try geometry.places(required(window.axis), window.axis)
    let stretches = Layout(axes: [window.axis, window.kernel], shape: [places, geometry.size])
    return try without([window.axis]).followed(by: stretches).distinct()
  }

  func folded(_ window: Window, _ geometry: WindowGeometry, like original: Layout) throws(EvaluationError) -> Layout {
    let extent = try original.required(window.axis)
    // A supposed kernel may differ from the one that made the stretches.
    for (axis, expected) in [
      (window.axis, try geometry.places(extent, window.axis)), (window.kernel, geometry.size),
    ] {
      let own = try required(axis)
      if own != expected { throw .extentsDiffer(axis: axis, own, expected) }
    }
    return without([window.axis, window.kernel]).followed(by: Layout(axes: [window.axis], shape: [extent]))
  }

  func merged(_ merged: [Axis], into axis: Axis) throws(EvaluationError) -> Layout {
    for axis in merged { _ = try required(axis) }
    return try without(merged).followed(by: Layout(axes: [axis], shape: [count(merged)])).distinct()
  }

  /// The layout with an axis split. One of the extents may be computed from the others, if `original` lacks it.
  func split(_ axis: Axis, into parts: [Axis], like original: Layout) throws(EvaluationError) -> Layout {
    let extent = try required(axis)
    let known = parts.map(original.extent)
    let product = known.reduce(1) { $0 * ($1 ?? 1) }
    let open = parts.indices.filter { known[$0] == nil }
    if open.count > 1 { throw .axisMissing(parts[open[1]], in: original.axes) }
    guard open.isEmpty ? product == extent : product > 0 && extent % product == 0 else {
      throw .extentsDiffer(axis: axis, product, extent)
    }
    return try without([axis]).followed(by: Layout(axes: parts, shape: known.map { $0 ?? extent / product })).distinct()
  }

  /// The layout of several tensors one after the other along a new first axis.
  static func stacked(_ layouts: [Layout], along axis: Axis) throws(EvaluationError) -> Layout {
    guard let first = layouts.first else { return Layout(axes: [axis], shape: [0]) }
    for layout in layouts where layout != first { throw .layoutsDiffer(along: axis, first.axes, layout.axes) }
    return Layout(axes: [axis], shape: [layouts.count]).followed(by: first)
  }

  // MARK: Checks

  private func requireEqual(_ axis: Axis, _ other: Layout) throws(EvaluationError) {
    let (own, given) = (try required(axis), try other.required(axis))
    if own != given { throw .extentsDiffer(axis: axis, own, given) }
  }

  /// Checks that no axis occurs twice in a result.
  private func distinct() throws(EvaluationError) -> Layout {
    for (index, axis) in axes.enumerated() where axes[..<index].contains(axis) { throw .axisTwice(axis, in: axes) }
    return self
  }
}
