import CKernels

/// The nodes of a loop that one fused instruction evaluates together with their neighbour.
///
/// Each instruction is a pass over a chunk that reads and writes the nearest cache, and for additions and products that
/// takes longer than the arithmetic. A fused instruction rounds its intermediate values as separate instructions would,
/// so no number changes.
struct Fusion {
  /// A node and the operands of its instruction.
  struct Pass {
    let id: Graph.ID
    /// The sources of the instruction's operands, in the instruction's order.
    let operands: [Graph.ID]
    /// The fused instruction, or nil for the node's own.
    var operation: gradus_operation?
    /// The nodes that are evaluated on the way.
    var inner: [Graph.ID] = []
  }

  private let graph: Graph
  private let length: Int
  /// The nodes that only one other node of the loop uses.
  private let free: Set<Graph.ID>

  private init(_ graph: Graph, stores: [Graph.ID], evaluated: [Graph.ID], length: Int) {
    self.graph = graph
    self.length = length
    var uses: [Graph.ID: Int] = [:]
    for id in evaluated { for operand in graph.operands(id).map(graph.source) { uses[operand, default: 0] += 1 } }
    free = Set(evaluated.filter { uses[$0] == 1 }).subtracting(stores)
  }

  /// A loop's passes in order. Each user of a value absorbs all it can before that value becomes a pass of its own.
  static func passes(_ graph: Graph, stores: [Graph.ID], evaluated: [Graph.ID], length: Int) -> [Pass] {
    let fusion = Fusion(graph, stores: stores, evaluated: evaluated, length: length)
    var passes: [Pass] = []
    var done: Set<Graph.ID> = []
    for id in evaluated.reversed() where !done.contains(id) {
      let pass = fusion.fused(id) ?? Pass(id: id, operands: graph.operands(id).map(graph.source))
      done.formUnion(pass.inner)
      passes.append(pass)
    }
    return passes.reversed()
  }

  private func fused(_ id: Graph.ID) -> Pass? {
    guard length > 1, case .binary(let operation, let first, let second) = graph.nodes[id].operation else { return nil }
    let (x, y) = (graph.source(first), graph.source(second))
    switch operation {
    case .add: return weightedSum(id, x, y) ?? sum(id, x, y) ?? sum(id, y, x)
    case .subtract: return difference(id, x, y)
    case .multiply: return multiple(id, x, of: y) ?? multiple(id, y, of: x)
    default: return nil
    }
  }

  /// s·a + t·b, as a decaying average is; also with b², as that of squares is.
  private func weightedSum(_ id: Graph.ID, _ x: Graph.ID, _ y: Graph.ID) -> Pass? {
    guard let left = scaled(x), let right = scaled(y) else { return nil }
    for (a, b) in [(left, right), (right, left)] {
      guard let root = squared(b.run) else { continue }
      return Pass(
        id: id, operands: [a.run, root, a.factor, b.factor], operation: GRADUS_ADD_SCALED_SQUARES,
        inner: [x, y, b.run])
    }
    return Pass(
      id: id, operands: [left.run, right.run, left.factor, right.factor], operation: GRADUS_ADD_BOTH_SCALED,
      inner: [x, y])
  }

  /// x + s·b, √b + s or √(b/t) + s, the root or product in `y`.
  private func sum(_ id: Graph.ID, _ x: Graph.ID, _ y: Graph.ID) -> Pass? {
    if isRun(x), let right = scaled(y) {
      return Pass(id: id, operands: [x, right.run, right.factor], operation: GRADUS_ADD_SCALED, inner: [y])
    }
    guard isNumber(x), isFree(y), case .unary(.squareRoot, let radicand) = graph.nodes[y].operation else { return nil }
    let inside = graph.source(radicand)
    if let quotient = divided(inside) {
      return Pass(
        id: id, operands: [quotient.run, quotient.divisor, x], operation: GRADUS_ADD_TO_ROOT_OF_QUOTIENT,
        inner: [y, inside])
    }
    return isRun(inside) ? Pass(id: id, operands: [inside, x], operation: GRADUS_ADD_TO_ROOT, inner: [y]) : nil
  }

  /// x − s·b or x − b/c.
  private func difference(_ id: Graph.ID, _ x: Graph.ID, _ y: Graph.ID) -> Pass? {
    guard isRun(x) else { return nil }
    if let right = scaled(y) {
      return Pass(id: id, operands: [x, right.run, right.factor], operation: GRADUS_SUBTRACT_SCALED, inner: [y])
    }
    guard isFree(y), case .binary(.divide, let first, let second) = graph.nodes[y].operation else { return nil }
    let (b, c) = (graph.source(first), graph.source(second))
    guard isRun(b), isRun(c) else { return nil }
    return Pass(id: id, operands: [x, b, c], operation: GRADUS_SUBTRACT_QUOTIENT, inner: [y])
  }

  /// s·(b/t).
  private func multiple(_ id: Graph.ID, _ x: Graph.ID, of y: Graph.ID) -> Pass? {
    guard isNumber(x), let quotient = divided(y) else { return nil }
    return Pass(
      id: id, operands: [quotient.run, quotient.divisor, x], operation: GRADUS_SCALE_QUOTIENT, inner: [y])
  }

  // MARK: Parts

  /// The parts of a product of a run and one number.
  private func scaled(_ id: Graph.ID) -> (factor: Graph.ID, run: Graph.ID)? {
    guard isFree(id), case .binary(.multiply, let first, let second) = graph.nodes[id].operation else { return nil }
    let (x, y) = (graph.source(first), graph.source(second))
    if isNumber(x), isRun(y) { return (x, y) }
    return isNumber(y) && isRun(x) ? (y, x) : nil
  }

  private func squared(_ id: Graph.ID) -> Graph.ID? {
    guard isFree(id), case .unary(.square, let root) = graph.nodes[id].operation else { return nil }
    return isRun(graph.source(root)) ? graph.source(root) : nil
  }

  /// The parts of a run's division by one number.
  private func divided(_ id: Graph.ID) -> (run: Graph.ID, divisor: Graph.ID)? {
    guard isFree(id), case .binary(.divide, let first, let second) = graph.nodes[id].operation else { return nil }
    let (x, y) = (graph.source(first), graph.source(second))
    return isRun(x) && isNumber(y) ? (x, y) : nil
  }

  private func isFree(_ id: Graph.ID) -> Bool { free.contains(id) && isRun(id) }

  private func isNumber(_ id: Graph.ID) -> Bool { graph.count(id) == 1 }

  /// True if an operand is laid out as the loop is. False for every operand read with strides, though some are so laid
  /// out.
  private func isRun(_ id: Graph.ID) -> Bool {
    if case .strided = graph.nodes[id].operation { return false }
    return graph.count(id) == length
  }
}
