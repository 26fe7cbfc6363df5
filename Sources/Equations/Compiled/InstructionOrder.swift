/// The order in which a graph is evaluated, and the values of it that reach memory.
///
/// Elementwise operations over equally many elements form one loop if they share an operand: the values between them
/// stay in registers. Everything else (products, sums, rearrangements) is an item of its own, with its operands in
/// memory.
struct InstructionOrder {
  enum Item {
    case operation(Graph.ID)
    /// The nodes whose values one loop stores, in order.
    case loop([Graph.ID])
  }

  private(set) var items: [Item] = []
  /// The nodes whose values are in memory.
  private(set) var buffered: Set<Graph.ID> = []

  private let graph: Graph
  private var reachable: [Graph.ID] = []
  /// The number of passes that must come before each node.
  private var levels: [Graph.ID: Int] = [:]

  /// - Parameter roots: the nodes whose values are asked for.
  init(_ graph: Graph, roots: [Graph.ID]) {
    self.graph = graph
    var wanted: Set<Graph.ID> = []
    var open = roots.map(graph.source)
    while let id = open.popLast() {
      guard wanted.insert(id).inserted else { continue }
      open += graph.operands(id).map(graph.source)
    }
    reachable = wanted.sorted()
    for root in roots { buffered.insert(graph.source(root)) }
    for id in reachable {
      if graph.isElementwise(id) {
        if graph.count(id) == 1 { buffered.insert(id) }
        if case .strided(let operand, _, _) = graph.nodes[id].operation { buffered.insert(graph.source(operand)) }
      } else {
        buffered.insert(id)
        buffered.formUnion(graph.operands(id).map(graph.source))
      }
    }
    var groups = arrange()
    // A costly value that two loops would both evaluate goes through memory instead.
    while true {
      let repeated = costlyRepetitions(groups)
      if repeated.isEmpty { break }
      buffered.formUnion(repeated)
      groups = arrange()
    }
    let operations = reachable.filter { !graph.isElementwise($0) && !graph.isLeaf($0) }
    for level in 0...(levels.values.max() ?? 0) {
      items += operations.filter { levels[$0] == level }.map(Item.operation)
      items += groups.filter { levels[$0[0]] == level }.map(Item.loop)
    }
  }

  /// The nodes that a loop evaluates, in order.
  func evaluated(_ stores: [Graph.ID]) -> [Graph.ID] {
    var found = Set(stores)
    var open = stores
    while let id = open.popLast() {
      for operand in graph.operands(id).map(graph.source) where graph.isElementwise(operand) {
        if !buffered.contains(operand), found.insert(operand).inserted { open.append(operand) }
      }
    }
    return found.sorted()
  }

  // MARK: Grouping

  /// Groups the stores into loops.
  private mutating func arrange() -> [[Graph.ID]] {
    levels = [:]
    for id in reachable { levels[id] = level(of: id) }
    let stores = reachable.filter { graph.isElementwise($0) && buffered.contains($0) }
    var groups: [[Graph.ID]] = []
    let byPass = Dictionary(grouping: stores) { [levels[$0] ?? 0, graph.count($0)] }
    for (pass, members) in byPass.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      groups += pass[1] == 1 ? [members] : connected(members)
    }
    return groups
  }

  private func level(of id: Graph.ID) -> Int {
    let isElementwise = graph.isElementwise(id)
    var isStrided = false
    if case .strided = graph.nodes[id].operation { isStrided = true }
    return graph.operands(id).map(graph.source).reduce(0) { highest, operand in
      if graph.isLeaf(operand) { return highest }
      let known = levels[operand] ?? 0
      if !isElementwise { return max(highest, known + 1) }
      let sharesLoop = !isStrided && graph.count(operand) == graph.count(id)
      let isReady = !graph.isElementwise(operand) || !buffered.contains(operand) || sharesLoop
      return max(highest, isReady ? known : known + 1)
    }
  }

  /// Splits stores of one pass into those that share an operand, directly or through others.
  private func connected(_ stores: [Graph.ID]) -> [[Graph.ID]] {
    var groups: [(stores: [Graph.ID], touched: Set<Graph.ID>)] = []
    for store in stores {
      var touched: Set<Graph.ID> = [store]
      for id in evaluated([store]) {
        touched.insert(id)
        touched.formUnion(graph.operands(id).map(graph.source).filter { graph.count($0) > 1 })
      }
      var merged = (stores: [store], touched: touched)
      groups.removeAll { group in
        guard !group.touched.isDisjoint(with: touched) else { return false }
        merged = (group.stores + merged.stores, group.touched.union(merged.touched))
        return true
      }
      groups.append(merged)
    }
    return groups.map { $0.stores.sorted() }
  }

  private func costlyRepetitions(_ groups: [[Graph.ID]]) -> Set<Graph.ID> {
    var uses: [Graph.ID: Int] = [:]
    for group in groups {
      for id in evaluated(group) where !buffered.contains(id) { uses[id, default: 0] += 1 }
    }
    return Set(uses.filter { $0.value > 1 && cost($0.key) > 3 }.keys)
  }

  /// The cost of evaluating a node, in additions.
  private func cost(_ id: Graph.ID) -> Int {
    let own =
      switch graph.nodes[id].operation {
      case .unary(let operation, _):
        switch operation {
        case .negate, .square, .absolute, .sign, .floor: 1
        case .squareRoot: 4
        case .exponential, .logarithm, .binaryLogarithm, .hyperbolicTangent, .sigmoid, .exponentialMinusOne, .sine,
          .cosine, .errorFunction:
          20
        case .softplus: 40
        }
      case .binary(.divide, _, _): 4
      case .binary(.power, _, _): 20
      default: 1
      }
    return graph.operands(id).map(graph.source).reduce(own) { total, operand in
      graph.isElementwise(operand) && !buffered.contains(operand) ? total + cost(operand) : total
    }
  }
}

extension Graph {
  /// True if a loop evaluates the node element by element.
  func isElementwise(_ id: ID) -> Bool {
    switch nodes[id].operation {
    case .unary, .binary, .select, .strided: true
    default: false
    }
  }

  /// True if the node's value exists before any evaluation.
  func isLeaf(_ id: ID) -> Bool {
    switch nodes[id].operation {
    case .number, .setting, .step, .positions, .input, .state: true
    default: false
    }
  }
}
