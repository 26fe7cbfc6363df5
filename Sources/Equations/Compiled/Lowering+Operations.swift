extension Lowering {
  /// A formula as nodes.
  ///
  /// - Parameter chosen: the parameters that a branch applies to; nil for all.
  mutating func lower(_ node: Node, among chosen: [Int]?) throws(EvaluationError) -> Lowered {
    switch node {
    case .quantity(let reference): return narrowed(try value(of: reference), chosen)
    case .previous(let reference, let axis): return narrowed(try previous(reference, along: axis), chosen)
    case .next(let reference, let axis): return narrowed(try next(reference, along: axis), chosen)
    case .recent(let reference, let count):
      return narrowed(try recent(reference, count: try whole(count)), chosen)
    case .setting(let name): return single(graph.add(.setting(name)))
    case .step: return single(graph.add(.step))
    case .number(let number): return single(graph.number(number))
    case .absent: return single(graph.filled(0, axes: Block.absent.axes, shape: Block.absent.shape))
    case .extent(let operand, let axis):
      return try mapped(operand, chosen) { (graph, id) throws(EvaluationError) in
        graph.number(Double(axis == .elements ? graph.count(id) : try graph.required(id, axis)))
      }
    case .positions(let operand, let axis):
      return try mapped(operand, chosen) { (graph, id) throws(EvaluationError) in
        graph.add(.positions, axes: [axis], shape: [try graph.required(id, axis)])
      }
    case .unary(let operation, let operand):
      return try mapped(operand, chosen) { (graph, id) throws(EvaluationError) in graph.unary(operation, id) }
    case .binary(let operation, let left, let right):
      return try combined(left, right, chosen) { (graph, a, b) throws(EvaluationError) in
        try graph.binary(operation, a, b)
      }
    case .reduce(let reduction, let operand, let axes):
      return try reduced(reduction, lower(operand, among: chosen), over: axes)
    case .contract(let left, let right, let axes):
      return try combined(left, right, chosen) { (graph, a, b) throws(EvaluationError) in
        try graph.contract(a, b, over: axes)
      }
    case .solve(let matrix, let right, let rows, let columns):
      return try combined(matrix, right, chosen) { (graph, a, b) throws(EvaluationError) in
        try graph.rearranged(.solve(rows: rows, columns: columns), a, b)
      }
    case .select(let condition, let first, let second):
      let (c, a) = (try lower(condition, among: chosen), try lower(first, among: chosen))
      let b = try lower(second, among: chosen)
      return try each([c, a, b]) { (graph, ids) throws(EvaluationError) in try graph.select(ids[0], ids[1], ids[2]) }
    case .rename(let operand, let axis, let other):
      return try mapped(operand, chosen) { (graph, id) throws(EvaluationError) in
        let content = graph.nodes[id]
        return graph.view(id, axes: content.axes.map { $0 == axis ? other : $0 }, shape: content.shape)
      }
    case .choose(let rank, let subject, let first, let second):
      return try choose(rank, lower(subject, among: chosen), first, second, chosen)
    case .gather(let table, let index, let axis):
      return try combined(table, index, chosen) { (graph, a, b) throws(EvaluationError) in
        try graph.gather(a, at: b, along: axis)
      }
    case .window(let operand, let window):
      let (size, stride, padding) = try geometry(window)
      return try mapped(operand, chosen) { (graph, id) throws(EvaluationError) in
        try graph.rearranged(.window(window, size: size, stride: stride, padding: padding), id, id)
      }
    case .fold(let operand, let original, let window):
      let (size, stride, padding) = try geometry(window)
      return try combined(operand, original, chosen) { (graph, a, b) throws(EvaluationError) in
        try graph.rearranged(.fold(window, size: size, stride: stride, padding: padding), a, b)
      }
    case .merge(let operand, let axes, let axis):
      return try mapped(operand, chosen) { (graph, id) throws(EvaluationError) in
        try graph.merged(id, axes, into: axis)
      }
    case .split(let operand, let original, let axis, let axes):
      return try combined(operand, original, chosen) { (graph, a, b) throws(EvaluationError) in
        try graph.split(a, axis, into: axes, like: b)
      }
    }
  }

  private func single(_ id: Graph.ID) -> Lowered { Lowered(nodes: [id], isPerParameter: false) }

  private func narrowed(_ value: Lowered, _ chosen: [Int]?) -> Lowered {
    guard let chosen, value.isPerParameter else { return value }
    return Lowered(nodes: chosen.map { value.nodes[$0] }, isPerParameter: true)
  }

  private mutating func geometry(_ window: Window) throws(EvaluationError) -> (size: Int, stride: Int, padding: Int) {
    (try whole(window.size.node), try whole(window.stride.node), try whole(window.padding.node))
  }

  private mutating func mapped(
    _ operand: Node, _ chosen: [Int]?, _ transform: (inout Graph, Graph.ID) throws(EvaluationError) -> Graph.ID
  ) throws(EvaluationError) -> Lowered {
    try each([lower(operand, among: chosen)]) { (graph, ids) throws(EvaluationError) in try transform(&graph, ids[0]) }
  }

  private mutating func combined(
    _ left: Node, _ right: Node, _ chosen: [Int]?,
    _ transform: (inout Graph, Graph.ID, Graph.ID) throws(EvaluationError) -> Graph.ID
  ) throws(EvaluationError) -> Lowered {
    let values = [try lower(left, among: chosen), try lower(right, among: chosen)]
    return try each(values) { (graph, ids) throws(EvaluationError) in try transform(&graph, ids[0], ids[1]) }
  }

  /// Once, or for each parameter if one of the values has one for each.
  private mutating func each(
    _ values: [Lowered], _ transform: (inout Graph, [Graph.ID]) throws(EvaluationError) -> Graph.ID
  ) throws(EvaluationError) -> Lowered {
    let counts = values.filter(\.isPerParameter).map(\.nodes.count)
    guard let count = counts.first else { return single(try transform(&graph, values.map { $0.nodes[0] })) }
    if let other = counts.first(where: { $0 != count }) { throw .parametersMixed(count, other) }
    var nodes: [Graph.ID] = []
    for index in 0..<count { nodes.append(try transform(&graph, values.map { $0.node(index) })) }
    return Lowered(nodes: nodes, isPerParameter: true)
  }

  private mutating func reduced(
    _ reduction: Reduction, _ value: Lowered, over axes: [Axis]
  ) throws(EvaluationError) -> Lowered {
    let own = axes.filter { $0 != .parameters }
    let acrossParameters = own.count != axes.count
    let partial: Reduction = acrossParameters && reduction == .mean ? .sum : reduction
    var nodes: [Graph.ID] = []
    var total = 0
    for id in value.nodes {
      let removed = own.contains(.elements) ? graph.nodes[id].axes.filter(\.isOfParameter) : own
      total += removed.reduce(1) { $0 * (graph.extent(id, $1) ?? 1) }
      nodes.append(try graph.reduce(partial, id, over: removed))
    }
    guard acrossParameters else { return Lowered(nodes: nodes, isPerParameter: value.isPerParameter) }
    var result = nodes[0]
    for node in nodes.dropFirst() { result = try graph.binary(reduction == .maximum ? .maximum : .add, result, node) }
    if reduction == .mean { result = try graph.binary(.divide, result, graph.number(Double(total))) }
    return single(result)
  }

  private mutating func choose(
    _ rank: Int, _ subject: Lowered, _ first: Node, _ second: Node, _ chosen: [Int]?
  ) throws(EvaluationError) -> Lowered {
    let applies = subject.nodes.map { graph.nodes[$0].axes.filter(\.isOfParameter).count == rank }
    guard subject.isPerParameter else { return try lower(applies[0] ? first : second, among: chosen) }
    let all = chosen ?? Array(applies.indices)
    var nodes = [Graph.ID](repeating: 0, count: applies.count)
    for (branch, isFirst) in [(first, true), (second, false)] {
      let places = applies.indices.filter { applies[$0] == isFirst }
      if places.isEmpty { continue }
      let value = try lower(branch, among: places.map { all[$0] })
      for (index, place) in places.enumerated() { nodes[place] = value.node(index) }
    }
    return Lowered(nodes: nodes, isPerParameter: true)
  }
}

extension Graph {
  func required(_ id: ID, _ axis: Axis) throws(EvaluationError) -> Int {
    guard let extent = extent(id, axis) else { throw .axisMissing(axis, in: nodes[id].axes) }
    return extent
  }

  mutating func gather(_ table: ID, at index: ID, along axis: Axis) throws(EvaluationError) -> ID {
    let extent = try required(table, axis)
    if case .number(let bits) = nodes[index].operation {
      let position = Double(bitPattern: bits)
      guard position >= 0, position < Double(extent), position == position.rounded() else {
        throw .indexOutside(position, axis: axis, extent: extent)
      }
      return slice(table, axis, at: Int(position))
    }
    let others = nodes[table].axes.filter { $0 != axis }
    return add(
      .rearrange(.gather(axis), table, index), axes: nodes[index].axes + others,
      shape: nodes[index].shape + others.map { self.extent(table, $0) ?? 1 })
  }

  /// A rearrangement by the interpreter's own code, which is asked here for the layout that it gives.
  mutating func rearranged(_ operation: Rearrangement, _ a: ID, _ b: ID) throws(EvaluationError) -> ID {
    let sample = try operation.apply(zeros(a), zeros(b))
    return add(.rearrange(operation, a, b), axes: sample.axes, shape: sample.shape)
  }

  mutating func merged(_ id: ID, _ merged: [Axis], into axis: Axis) throws(EvaluationError) -> ID {
    for axis in merged { _ = try required(id, axis) }
    let others = nodes[id].axes.filter { !merged.contains($0) }
    let shape = (others + merged).map { extent(id, $0) ?? 1 }
    let ordered = try aligned(id, to: others + merged, shape: shape)
    return view(
      ordered, axes: others + [axis], shape: Array(shape[..<others.count]) + [shape[others.count...].reduce(1, *)])
  }

  mutating func split(_ id: ID, _ axis: Axis, into parts: [Axis], like original: ID) throws(EvaluationError) -> ID {
    let sample = try zeros(id).split(axis, into: parts, like: zeros(original))
    let order = nodes[id].axes.filter { $0 != axis } + [axis]
    let ordered = try aligned(id, to: order, shape: order.map { extent(id, $0) ?? 1 })
    return view(ordered, axes: sample.axes, shape: sample.shape)
  }

  private func zeros(_ id: ID) -> Block {
    Block(axes: nodes[id].axes, shape: nodes[id].shape, values: [Double](repeating: 0, count: count(id)))
  }
}

extension Graph.Rearrangement {
  func apply(_ a: Block, _ b: Block) throws(EvaluationError) -> Block {
    switch self {
    case .gather(let axis): try a.gathered(at: b, along: axis)
    case .window(let window, let size, let stride, let padding):
      try a.windowed(window, WindowGeometry(size: size, stride: stride, padding: padding))
    case .fold(let window, let size, let stride, let padding):
      try Evaluator().fold(a, window, WindowGeometry(size: size, stride: stride, padding: padding), like: b)
    case .solve(let rows, let columns): try Evaluator().solve(a, b, rows: rows, columns: columns)
    }
  }
}
