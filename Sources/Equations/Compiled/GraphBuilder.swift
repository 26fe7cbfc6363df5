/// A builder of a graph: each operation returns the node of its result.
final class GraphBuilder: Arithmetic {
  private(set) var graph = Graph()
  /// Settings that the graph depends on: the size of a window, the number of steps looked back on.
  private(set) var fixedSettings: Set<String> = []
  private let settings: [String: Double]

  init(settings: [String: Double]) { self.settings = settings }

  func layout(of a: Graph.ID) -> Layout { graph.layout(a) }

  func constant(_ a: Graph.ID) throws(EvaluationError) -> Double {
    switch graph.nodes[a].operation {
    case .number(let bits): return Double(bitPattern: bits)
    case .setting(let name):
      fixedSettings.insert(name)
      return settings[name] ?? .nan
    case .unary(let operation, let a): return operation.value(try constant(a))
    case .binary(let operation, let a, let b): return operation.value(try constant(a), try constant(b))
    default: throw .notACount(.nan)
    }
  }

  // MARK: Leaves

  func add(_ operation: Graph.Operation, _ layout: Layout = .scalar) -> Graph.ID { graph.add(operation, layout) }

  func number(_ value: Double) -> Graph.ID { add(.number(bits: value.bitPattern)) }

  func filled(with value: Double, _ layout: Layout) -> Graph.ID {
    let number = number(value)
    return layout == .scalar ? number : add(.strided(number, offset: 0, strides: layout.axes.map { _ in 0 }), layout)
  }

  func positions(_ count: Int, along axis: Axis) -> Graph.ID {
    add(.positions, Layout(axes: [axis], shape: [count]))
  }

  // MARK: Computing

  func apply(_ operation: Unary, _ a: Graph.ID) -> Graph.ID { add(.unary(operation, a), layout(of: a)) }

  func apply(_ operation: Binary, _ a: Graph.ID, _ b: Graph.ID) throws(EvaluationError) -> Graph.ID {
    let layout = try layout(of: a).united(with: layout(of: b))
    return add(.binary(operation, try alignUnlessScalar(a, to: layout), try alignUnlessScalar(b, to: layout)), layout)
  }

  func select(_ condition: Graph.ID, _ a: Graph.ID, _ b: Graph.ID) throws(EvaluationError) -> Graph.ID {
    let layout = try layout(of: condition).united(with: layout(of: a).united(with: layout(of: b)))
    let mask = try alignUnlessScalar(condition, to: layout)
    return add(.select(mask, try alignUnlessScalar(a, to: layout), try alignUnlessScalar(b, to: layout)), layout)
  }

  func reduce(_ reduction: Reduction, _ a: Graph.ID, over axes: [Axis]) throws(EvaluationError) -> Graph.ID {
    let kept = try layout(of: a).reduced(over: axes)
    return axes.isEmpty ? a : add(.reduce(reduction, a, over: axes), kept)
  }

  func contract(_ a: Graph.ID, _ b: Graph.ID, over axes: [Axis]) throws(EvaluationError) -> Graph.ID {
    let (first, second) = (layout(of: a), layout(of: b))
    let (batch, own, others) = try first.contracted(with: second, over: axes)
    // The product kernel takes any two strides. If several axes do not make one stride, the factor is laid out anew.
    func arranged(_ id: Graph.ID, _ own: [Axis], rowsFirst: Bool) throws(EvaluationError) -> Graph.ID {
      if graph.single(id, own) != nil && graph.single(id, axes) != nil { return id }
      return try align(id, to: layout(of: id).ordered(batch + (rowsFirst ? own + axes : axes + own)))
    }
    let left = try arranged(a, own, rowsFirst: true)
    let right = try arranged(b, others, rowsFirst: false)
    return add(.contract(left, right, over: axes), first.ordered(batch + own).followed(by: second.ordered(others)))
  }

  func solve(_ a: Graph.ID, _ b: Graph.ID, rows: Axis, columns: Axis) throws(EvaluationError) -> Graph.ID {
    let (_, batch, others) = try layout(of: a).system(with: layout(of: b), rows: rows, columns: columns)
    let result = batch.followed(by: others).followed(by: layout(of: a).ordered([columns]))
    return add(.rearrange(.solve(rows: rows, columns: columns), a, b), result)
  }

  // MARK: Moving

  func view(_ a: Graph.ID, as layout: Layout) -> Graph.ID {
    self.layout(of: a) == layout ? a : add(.view(graph.source(a)), layout)
  }

  func align(_ a: Graph.ID, to layout: Layout) throws(EvaluationError) -> Graph.ID {
    let own = self.layout(of: a)
    if own == layout { return a }
    for axis in own.axes { _ = try layout.required(axis) }
    // The factors of a product may change places: it is summed in the same order, and needs no transposition then.
    if case .contract(let first, let second, let over) = graph.nodes[a].operation, own.axes.count == layout.axes.count {
      let turned = try contract(second, first, over: over)
      if self.layout(of: turned).axes == layout.axes { return turned }
    }
    return add(.strided(a, offset: 0, strides: layout.axes.map(own.stride)), layout)
  }

  func slice(_ a: Graph.ID, _ axis: Axis, at position: Int) -> Graph.ID {
    let own = layout(of: a)
    guard let extent = own.extent(axis) else { return a }
    let rest = own.without([axis])
    guard (0..<extent).contains(position) else { return filled(with: .nan, rest) }
    return add(.strided(a, offset: position * own.stride(axis), strides: rest.axes.map(own.stride)), rest)
  }

  func stack(_ parts: [Graph.ID], along axis: Axis) throws(EvaluationError) -> Graph.ID {
    let layout = try Layout.stacked(parts.map(layout(of:)), along: axis)
    return parts.isEmpty ? filled(with: 0, layout) : add(.stack(parts), layout)
  }

  func gather(_ table: Graph.ID, at index: Graph.ID, along axis: Axis) throws(EvaluationError) -> Graph.ID {
    let result = try layout(of: table).gathered(at: layout(of: index), along: axis)
    guard case .number(let bits) = graph.nodes[index].operation else {
      return add(.rearrange(.gather(axis), table, index), result)
    }
    let position = Double(bitPattern: bits)
    let extent = try layout(of: table).required(axis)
    guard position >= 0, position < Double(extent), position == position.rounded() else {
      throw .indexOutside(position, axis: axis, extent: extent)
    }
    return slice(table, axis, at: Int(position))
  }

  func window(_ a: Graph.ID, _ window: Window, _ geometry: WindowGeometry) throws(EvaluationError) -> Graph.ID {
    add(.rearrange(.window(window, geometry), a, a), try layout(of: a).windowed(window, geometry))
  }

  func fold(
    _ a: Graph.ID, _ window: Window, _ geometry: WindowGeometry, like original: Graph.ID
  ) throws(EvaluationError) -> Graph.ID {
    let result = try layout(of: a).folded(window, geometry, like: layout(of: original))
    return add(.rearrange(.fold(window, geometry), a, original), result)
  }

  /// Aligns a tensor, but leaves a single number as it is: it stands for all entries.
  private func alignUnlessScalar(_ a: Graph.ID, to layout: Layout) throws(EvaluationError) -> Graph.ID {
    self.layout(of: a) == .scalar ? a : try align(a, to: layout)
  }
}
