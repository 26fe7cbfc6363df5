/// A step of a recipe as a graph of operations on blocks of known layout: the source of a compiled step.
///
/// Equal operations on equal operands are one node, so that a value shared by two equations is computed once. Operands
/// come before their users.
struct Graph {
  typealias ID = Int

  enum Operation: Hashable {
    case number(bits: UInt64)
    case setting(String)
    case step
    /// 0, 1, 2, … along the only axis.
    case positions
    /// An input of the step.
    case input(Place)
    /// The content of a place before this step.
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

  /// Operations that rearrange numbers, and the solution of a system, as the interpreter has them.
  enum Rearrangement: Hashable {
    case gather(Axis)
    case window(Window, WindowGeometry)
    case fold(Window, WindowGeometry)
    case solve(rows: Axis, columns: Axis)
  }

  /// The place of a quantity between steps: a block of its value, `lag` steps ago.
  struct Place: Hashable {
    let reference: Reference
    let block: Int
    var lag = 1
  }

  struct Content: Hashable {
    let operation: Operation
    let layout: Layout
  }

  private(set) var nodes: [Content] = []
  private var known: [Content: ID] = [:]

  mutating func add(_ operation: Operation, _ layout: Layout = .scalar) -> ID {
    let content = Content(operation: operation, layout: layout)
    if let id = known[content] { return id }
    nodes.append(content)
    known[content] = nodes.count - 1
    return nodes.count - 1
  }

  func layout(_ id: ID) -> Layout { nodes[id].layout }
  func count(_ id: ID) -> Int { layout(id).count }
  func extent(_ id: ID, _ axis: Axis) -> Int? { layout(id).extent(axis) }
  func stride(_ id: ID, _ axis: Axis) -> Int { layout(id).stride(axis) }

  /// The node that holds the numbers of a view.
  func source(_ id: ID) -> ID {
    if case .view(let operand) = nodes[id].operation { return source(operand) }
    return id
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

  /// The stride of several axes taken as one; nil if they are not evenly spaced in this order.
  func single(_ id: ID, _ axes: [Axis]) -> Int? {
    let relevant = axes.filter { (extent(id, $0) ?? 1) != 1 }
    for (outer, inner) in zip(relevant, relevant.dropFirst())
    where stride(id, outer) != stride(id, inner) * (extent(id, inner) ?? 1) {
      return nil
    }
    return relevant.last.map { stride(id, $0) } ?? 0
  }
}

extension Graph.Rearrangement {
  func apply(_ a: Block, _ b: Block) throws(EvaluationError) -> Block {
    switch self {
    case .gather(let axis): try a.gathered(at: b, along: axis)
    case .window(let window, let geometry): try a.windowed(window, geometry)
    case .fold(let window, let geometry): try Evaluator().fold(a, window, geometry, like: b)
    case .solve(let rows, let columns): try Evaluator().solve(a, b, rows: rows, columns: columns)
    }
  }
}
