/// The buffers of a compiled step: a table of pointers, so that two of them can change places without their numbers moving.
struct Memory {
  /// Each buffer's numbers. A step's inputs are put in for the duration of the step.
  let pointers: UnsafeMutablePointer<UnsafeMutablePointer<Double>?>
  private let arena: UnsafeMutableRawPointer
  private let count: Int

  /// - Parameter sizes: the count of numbers in each buffer; 0 for those whose numbers are elsewhere.
  init(sizes: [Int]) {
    // Long buffers start on a cache line; short ones share theirs.
    var offsets: [Int] = []
    var end = 0
    for size in sizes {
      if size > 4 { end = (end + 7) / 8 * 8 }
      offsets.append(end)
      end += size
    }
    count = sizes.count
    arena = .allocate(byteCount: max(end, 1) * MemoryLayout<Double>.stride, alignment: 64)
    let numbers = arena.bindMemory(to: Double.self, capacity: max(end, 1))
    numbers.initialize(repeating: 0, count: max(end, 1))
    pointers = .allocate(capacity: count)
    for (index, offset) in offsets.enumerated() {
      (pointers + index).initialize(to: sizes[index] == 0 ? nil : numbers + offset)
    }
  }

  func deallocate() {
    pointers.deinitialize(count: count)
    pointers.deallocate()
    arena.deallocate()
  }

  subscript(buffer: Int) -> UnsafeMutablePointer<Double> {
    guard let pointer = pointers[buffer] else { preconditionFailure("buffer \(buffer) is not there") }
    return pointer
  }

  func swap(_ a: Int, _ b: Int) { (pointers[a], pointers[b]) = (pointers[b], pointers[a]) }
}

/// The buffers of a graph's nodes and of the values kept between steps.
struct Allocation {
  /// A kept quantity. It is read from one buffer in a step and written to another, or to the same buffer if no later
  /// instruction reads the old value.
  struct Kept {
    let place: Graph.Place
    let value: Graph.ID
    let layout: Layout
    let old: Int
    let new: Int
    /// True if the value is evaluated elsewhere and must be copied at the end of the step.
    let isCopied: Bool
  }

  /// The registers of loops.
  static let registers = 0

  private(set) var sizes = [0]
  private(set) var kept: [Kept] = []
  private(set) var buffers: [Graph.ID: Int] = [:]

  /// - Parameter roots: each kept place, and its value after the step.
  init(_ graph: Graph, _ order: InstructionOrder, roots: [(place: Graph.Place, value: Graph.ID)]) {
    var owned: Set<Graph.ID> = []
    let copies = roots.indices.filter { index in
      let id = graph.source(roots[index].value)
      return graph.isLeaf(id) || !owned.insert(id).inserted
    }
    let reads = Reads(graph, order, copied: copies.map { graph.source(roots[$0].value) })
    for (index, root) in roots.enumerated() {
      let id = graph.source(root.value)
      let size = graph.count(id)
      let old = add(size)
      let copyIndex = copies.firstIndex(of: index)
      let writer = copyIndex.map { order.items.count + $0 } ?? reads.written[id] ?? 0
      let state = graph.nodes.firstIndex { $0.operation == .state(root.place) }
      if let state { buffers[state] = old }
      let isInPlace = state.map { reads.allow(overwriting: $0, at: writer) } ?? true
      let new = isInPlace ? old : add(size)
      if copyIndex == nil { buffers[id] = new }
      kept.append(
        Kept(
          place: root.place, value: id, layout: graph.layout(root.value), old: old, new: new,
          isCopied: copyIndex != nil))
    }
    for id in graph.nodes.indices where buffers[id] == nil {
      switch graph.nodes[id].operation {
      case .input: buffers[id] = add(0)
      case .number, .setting, .step, .positions: buffers[id] = add(graph.count(id))
      default: if order.buffered.contains(id) { buffers[id] = add(graph.count(id)) }
      }
    }
  }

  private mutating func add(_ size: Int) -> Int {
    sizes.append(size)
    return sizes.count - 1
  }

  mutating func reserve(registers: Int) { sizes[Self.registers] = registers }
}

/// The reads of each item. They tell if an old value may be overwritten.
private struct Reads {
  /// The last item that reads a node, and the last that reads it at an element other than the one it writes.
  private var last: [Graph.ID: Int] = [:]
  private var lastElsewhere: [Graph.ID: Int] = [:]
  /// The item that evaluates each node.
  private(set) var written: [Graph.ID: Int] = [:]

  init(_ graph: Graph, _ order: InstructionOrder, copied: [Graph.ID]) {
    for (position, item) in order.items.enumerated() {
      switch item {
      case .operation(let id):
        written[id] = position
        for operand in graph.operands(id).map(graph.source) { lastElsewhere[operand] = position }
      case .loop(let stores):
        for store in stores { written[store] = position }
        for id in order.evaluated(stores) {
          var isStrided = false
          if case .strided = graph.nodes[id].operation { isStrided = true }
          for operand in graph.operands(id).map(graph.source) {
            if isStrided { lastElsewhere[operand] = position } else { last[operand] = position }
          }
        }
      }
    }
    for (index, id) in copied.enumerated() { last[id] = order.items.count + index }
  }

  func allow(overwriting state: Graph.ID, at writer: Int) -> Bool {
    (last[state] ?? -1) <= writer && (lastElsewhere[state] ?? -1) < writer
  }
}
