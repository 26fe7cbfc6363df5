/// A step of a recipe as a graph of operations on blocks whose layout is known: what a program is made from.
///
/// Equal operations on equal operands are one node, so that what two equations share is computed once. Operands come
/// before what uses them.
struct Graph {
  typealias ID = Int

  enum Operation: Hashable {
    case number(bits: UInt64)
    case setting(String)
    case step
    /// 0, 1, 2, … along the only axis.
    case positions
    /// What a step is given.
    case input(Place)
    /// What stood in a place before this step.
    case state(Place)
    case unary(Unary, ID)
    case binary(Binary, ID, ID)
    case select(ID, ID, ID)
    /// The same numbers in the same order under other axes.
    case view(ID)
    /// The operand's numbers in another order, some of them repeated or left out.
    case strided(ID, offset: Int, strides: [Int])
    case reduce(Reduction, ID, over: [Axis])
    case contract(ID, ID, over: [Axis])
    /// Blocks of one layout one after the other.
    case stack([ID])
    case rearrange(Rearrangement, ID, ID)
  }

  /// Operations that move numbers about, and the solution of a system, as the interpreter has them.
  enum Rearrangement: Hashable {
    case gather(Axis)
    case window(Window, size: Int, stride: Int, padding: Int)
    case fold(Window, size: Int, stride: Int, padding: Int)
    case solve(rows: Axis, columns: Axis)
  }

  /// Where a quantity is kept between steps: a block of its value, so many steps ago.
  struct Place: Hashable {
    let reference: Reference
    let block: Int
    var lag = 1
  }

  struct Content: Hashable {
    let operation: Operation
    let axes: [Axis]
    let shape: [Int]
  }

  private(set) var nodes: [Content] = []
  private var known: [Content: ID] = [:]

  mutating func add(_ operation: Operation, axes: [Axis] = [], shape: [Int] = []) -> ID {
    let content = Content(operation: operation, axes: axes, shape: shape)
    if let id = known[content] { return id }
    nodes.append(content)
    known[content] = nodes.count - 1
    return nodes.count - 1
  }

  func count(_ id: ID) -> Int { nodes[id].shape.reduce(1, *) }
  func isScalar(_ id: ID) -> Bool { nodes[id].axes.isEmpty }
  func extent(_ id: ID, _ axis: Axis) -> Int? { nodes[id].axes.firstIndex(of: axis).map { nodes[id].shape[$0] } }

  /// The node that holds the numbers of a view.
  func source(_ id: ID) -> ID {
    if case .view(let operand) = nodes[id].operation { return source(operand) }
    return id
  }

  /// How far apart neighbours along an axis are; 0 where there is none.
  func stride(_ id: ID, _ axis: Axis) -> Int {
    guard let index = nodes[id].axes.firstIndex(of: axis) else { return 0 }
    return nodes[id].shape[(index + 1)...].reduce(1, *)
  }

  func operands(_ id: ID) -> [ID] {
    switch nodes[id].operation {
    case .number, .setting, .step, .positions, .input, .state: []
    case .unary(_, let a), .view(let a), .strided(let a, _, _), .reduce(_, let a, _): [a]
    case .binary(_, let a, let b), .contract(let a, let b, _), .rearrange(_, let a, let b): [a, b]
    case .select(let a, let b, let c): [a, b, c]
    case .stack(let parts): parts
    }
  }
}

extension Graph {
  mutating func number(_ value: Double) -> ID { add(.number(bits: value.bitPattern)) }

  mutating func view(_ id: ID, axes: [Axis], shape: [Int]) -> ID {
    if nodes[id].axes == axes && nodes[id].shape == shape { return id }
    return add(.view(source(id)), axes: axes, shape: shape)
  }

  /// The same numbers with the axes in another order, repeated along those that the node lacks.
  mutating func aligned(_ id: ID, to axes: [Axis], shape: [Int]) throws(EvaluationError) -> ID {
    if nodes[id].axes == axes && nodes[id].shape == shape { return id }
    for axis in nodes[id].axes where !axes.contains(axis) { throw .axisMissing(axis, in: axes) }
    // The factors of a product change places freely: it is summed in the same order, and needs no turning then.
    if case .contract(let a, let b, let over) = nodes[id].operation, nodes[id].axes.count == axes.count {
      let turned = try contract(b, a, over: over)
      if nodes[turned].axes == axes { return turned }
    }
    return add(
      .strided(id, offset: 0, strides: axes.map { stride(id, $0) }), axes: axes, shape: shape)
  }

  /// The entries at one position of an axis, without that axis.
  mutating func slice(_ id: ID, _ axis: Axis, at position: Int) -> ID {
    guard let index = nodes[id].axes.firstIndex(of: axis) else { return id }
    var (axes, shape) = (nodes[id].axes, nodes[id].shape)
    axes.remove(at: index)
    shape.remove(at: index)
    return add(
      .strided(id, offset: position * stride(id, axis), strides: axes.map { stride(id, $0) }), axes: axes, shape: shape)
  }

  mutating func filled(_ value: Double, axes: [Axis], shape: [Int]) -> ID {
    let number = number(value)
    if axes.isEmpty { return number }
    return add(.strided(number, offset: 0, strides: axes.map { _ in 0 }), axes: axes, shape: shape)
  }

  mutating func unary(_ operation: Unary, _ a: ID) -> ID {
    add(.unary(operation, a), axes: nodes[a].axes, shape: nodes[a].shape)
  }

  mutating func binary(_ operation: Binary, _ a: ID, _ b: ID) throws(EvaluationError) -> ID {
    if isScalar(a) { return add(.binary(operation, a, b), axes: nodes[b].axes, shape: nodes[b].shape) }
    if isScalar(b) { return add(.binary(operation, a, b), axes: nodes[a].axes, shape: nodes[a].shape) }
    let (axes, shape) = try unite(a, b)
    let left = try aligned(a, to: axes, shape: shape)
    let right = try aligned(b, to: axes, shape: shape)
    return add(.binary(operation, left, right), axes: axes, shape: shape)
  }

  mutating func select(_ condition: ID, _ first: ID, _ second: ID) throws(EvaluationError) -> ID {
    let both = try unite(first, second)
    let (axes, shape) = try unite(
      (nodes[condition].axes, nodes[condition].shape), both)
    // A number stands for all entries as it is.
    func laidOut(_ id: ID) throws(EvaluationError) -> ID {
      isScalar(id) ? id : try aligned(id, to: axes, shape: shape)
    }
    let (c, a, b) = (try laidOut(condition), try laidOut(first), try laidOut(second))
    return add(.select(c, a, b), axes: axes, shape: shape)
  }

  mutating func reduce(_ reduction: Reduction, _ a: ID, over axes: [Axis]) throws(EvaluationError) -> ID {
    for axis in axes where extent(a, axis) == nil { throw .axisMissing(axis, in: nodes[a].axes) }
    if axes.isEmpty { return a }
    let kept = nodes[a].axes.filter { !axes.contains($0) }
    return add(.reduce(reduction, a, over: axes), axes: kept, shape: kept.map { extent(a, $0) ?? 1 })
  }

  /// How the factors of a contraction meet: matched entry by entry, in one only, summed over.
  func roles(_ a: ID, _ b: ID, over axes: [Axis]) -> (batch: [Axis], onlyA: [Axis], onlyB: [Axis]) {
    let batch = nodes[a].axes.filter { nodes[b].axes.contains($0) && !axes.contains($0) }
    return (
      batch, nodes[a].axes.filter { !batch.contains($0) && !axes.contains($0) },
      nodes[b].axes.filter { !batch.contains($0) && !axes.contains($0) }
    )
  }

  mutating func contract(_ a: ID, _ b: ID, over axes: [Axis]) throws(EvaluationError) -> ID {
    for axis in axes {
      guard let left = extent(a, axis) else { throw .axisMissing(axis, in: nodes[a].axes) }
      guard let right = extent(b, axis) else { throw .axisMissing(axis, in: nodes[b].axes) }
      if left != right { throw .extentsDiffer(axis: axis, left, right) }
    }
    let (batch, onlyA, onlyB) = roles(a, b, over: axes)
    for axis in batch {
      if let left = extent(a, axis), let right = extent(b, axis), left != right {
        throw .extentsDiffer(axis: axis, left, right)
      }
    }
    // A product takes any two strides; where several axes do not make one, the factor is laid out anew.
    func arranged(_ id: ID, _ own: [Axis], rowsFirst: Bool) throws(EvaluationError) -> ID {
      if single(id, own) != nil && single(id, axes) != nil { return id }
      let order = batch + (rowsFirst ? own + axes : axes + own)
      return try aligned(id, to: order, shape: order.map { extent(id, $0) ?? 1 })
    }
    let left = try arranged(a, onlyA, rowsFirst: true)
    let right = try arranged(b, onlyB, rowsFirst: false)
    return add(
      .contract(left, right, over: axes), axes: batch + onlyA + onlyB,
      shape: (batch + onlyA).map { extent(a, $0) ?? 1 } + onlyB.map { extent(b, $0) ?? 1 })
  }

  /// The stride of several axes taken as one, or nil where they are not evenly spaced in this order.
  func single(_ id: ID, _ axes: [Axis]) -> Int? {
    let relevant = axes.filter { (extent(id, $0) ?? 1) != 1 }
    for (outer, inner) in zip(relevant, relevant.dropFirst())
    where stride(id, outer) != stride(id, inner) * (extent(id, inner) ?? 1) {
      return nil
    }
    return relevant.last.map { stride(id, $0) } ?? 0
  }

  private func unite(_ a: ID, _ b: ID) throws(EvaluationError) -> (axes: [Axis], shape: [Int]) {
    try unite((nodes[a].axes, nodes[a].shape), (nodes[b].axes, nodes[b].shape))
  }

  /// The axes that an element-by-element operation gives, as the interpreter has them.
  private func unite(
    _ a: (axes: [Axis], shape: [Int]), _ b: (axes: [Axis], shape: [Int])
  ) throws(EvaluationError) -> (axes: [Axis], shape: [Int]) {
    let (major, minor) = a.axes.count >= b.axes.count ? (a, b) : (b, a)
    var (axes, shape) = major
    for (axis, extent) in zip(minor.axes, minor.shape) {
      if let index = major.axes.firstIndex(of: axis) {
        if major.shape[index] != extent { throw .extentsDiffer(axis: axis, major.shape[index], extent) }
      } else {
        axes.append(axis)
        shape.append(extent)
      }
    }
    return (axes, shape)
  }
}
