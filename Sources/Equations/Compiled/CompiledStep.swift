import CKernels

/// A recipe's step compiled for repeated runs: instructions over preallocated buffers. It keeps only the values that
/// the next step needs and those that were asked for.
///
/// It is compiled for the given shapes. Its results are the interpreter's, see docs/speed.md.
final class CompiledStep {
  /// A reason that a recipe cannot be compiled: a value changes its layout from step to step.
  struct Unsteady: Error {}

  private enum Item {
    case loop(Loop)
    case product(Product)
    case reduction(Reducing)
    case stack([(from: Int, count: Int)], to: Int)
    case rearrangement(Graph.Rearrangement, Graph.ID, Graph.ID, to: Graph.ID)
    case copy(from: Int, to: Int, count: Int)
  }

  /// An input of a step.
  private struct Given {
    let name: String
    let block: Int
    let buffer: Int
    let layout: Layout
  }

  let recipe: Recipe
  /// Settings that must stay the same from step to step.
  let fixedSettings: Set<String>
  /// The quantities that can be asked for after a step, apart from those that the next step needs.
  let keeping: Set<String>

  private let graph: Graph
  private let allocation: Allocation
  private let memory: Memory
  private var items: [Item] = []
  private var given: [Given] = []
  private var settings: [(name: String, buffer: Int)] = []
  private var stepBuffer: Int?
  private let workspace: UnsafeMutablePointer<Double>
  /// The last node of each quantity's equation. It names the quantity whose numbers make an error.
  private let owners: [(end: Graph.ID, name: String)]
  private let perParameter: Set<Reference>

  /// - Parameters:
  ///   - before: the values of the last step.
  ///   - history: those of the steps up to the last, the newest last, for formulas that look back further.
  init(
    _ recipe: Recipe, settings: [String: Double], parameters: [String], start: [Block], before: [Reference: Value],
    history: [Reference: [Value]], inputs: [String: Value], keeping: Set<String>
  ) throws {
    self.recipe = recipe
    self.keeping = keeping
    let lowering = try Lowering(
      recipe, parameters: parameters, start: start, settings: settings, before: before, inputs: inputs)
    fixedSettings = lowering.fixedSettings
    owners = lowering.owners
    let (graph, roots) = try Self.roots(lowering, before, keeping)
    self.graph = graph
    perParameter = Set(lowering.current.filter { $0.value.isPerParameter }.keys)
    let order = InstructionOrder(graph, roots: roots.map(\.value))
    var allocation = Allocation(graph, order, roots: roots)

    var prepared: [Item] = []
    var registers = 0
    var space = 1
    for item in order.items {
      switch item {
      case .loop(let stores):
        let length = graph.count(stores[0])
        if length == 0 { continue }
        var builder = LoopBuilder(graph, allocation, length: length)
        let loop = builder.build(stores: stores, evaluated: order.evaluated(stores))
        registers = max(registers, loop.registers)
        prepared.append(.loop(loop))
      case .operation(let id):
        let operation = Self.prepare(id, graph, allocation)
        if case .product(let product) = operation { space = max(space, product.workspace) }
        prepared.append(operation)
      }
    }
    for kept in allocation.kept where kept.isCopied {
      guard let from = allocation.buffers[kept.value] else { continue }
      prepared.append(.copy(from: from, to: kept.new, count: graph.count(kept.value)))
    }
    allocation.reserve(registers: registers * Int(GRADUS_CHUNK))
    self.allocation = allocation
    memory = Memory(sizes: allocation.sizes)
    workspace = UnsafeMutableRawPointer.allocate(byteCount: space * MemoryLayout<Double>.stride, alignment: 64)
      .bindMemory(to: Double.self, capacity: space)
    items = prepared
    fill(before, history)
  }

  deinit {
    for item in items {
      if case .loop(let loop) = item { loop.deallocate() }
      if case .product(let product) = item { product.deallocate() }
      if case .reduction(let reduction) = item { reduction.deallocate() }
    }
    memory.deallocate()
    workspace.deallocate()
  }

  /// The values kept after a step: those asked for, and those that formulas look back on.
  private static func roots(
    _ lowering: Lowering, _ before: [Reference: Value], _ keeping: Set<String>
  ) throws -> (Graph, [(place: Graph.Place, value: Graph.ID)]) {
    var places = lowering.lookedBackOn
    for (reference, value) in lowering.current where keeping.contains(reference.name) {
      for block in value.blocks.indices { places.insert(.init(reference: reference, block: block)) }
    }
    var graph = lowering.graph
    var roots: [(place: Graph.Place, value: Graph.ID)] = []
    let ordered = places.sorted {
      ($0.reference.name, $0.reference.parameter ?? "", $0.block, $0.lag)
        < ($1.reference.name, $1.reference.parameter ?? "", $1.block, $1.lag)
    }
    for place in ordered {
      guard let last = before[place.reference], let now = lowering.current[place.reference] else { throw Unsteady() }
      guard now.blocks.count == last.blocks.count else { throw Unsteady() }
      let newest = now.blocks[place.block]
      let layout = last.blocks[place.block].layout
      guard graph.layout(newest) == layout else { throw Unsteady() }
      // Each place is looked back on together with all nearer ones, so this node exists already.
      let nearer = Graph.Place(reference: place.reference, block: place.block, lag: place.lag - 1)
      let value = place.lag == 1 ? newest : graph.add(.state(nearer), layout)
      roots.append((place, value))
    }
    return (graph, roots)
  }

  private static func prepare(_ id: Graph.ID, _ graph: Graph, _ allocation: Allocation) -> Item {
    func buffer(_ node: Graph.ID) -> Int { allocation.buffers[graph.source(node)] ?? 0 }
    switch graph.nodes[id].operation {
    case .contract: return .product(Product(id, graph, allocation.buffers))
    case .reduce: return .reduction(Reducing(id, graph, allocation.buffers))
    case .stack(let parts):
      return .stack(parts.map { (buffer($0), graph.count($0)) }, to: buffer(id))
    case .rearrange(let operation, let a, let b): return .rearrangement(operation, a, b, to: id)
    default: preconditionFailure("node \(id) belongs into a loop")
    }
  }

  /// Fills the buffers with the values known before the first step.
  private func fill(_ before: [Reference: Value], _ history: [Reference: [Value]]) {
    for (id, node) in graph.nodes.enumerated() {
      guard let buffer = allocation.buffers[id] else { continue }
      switch node.operation {
      case .number(let bits): memory[buffer][0] = Double(bitPattern: bits)
      case .positions: for index in 0..<graph.count(id) { memory[buffer][index] = Double(index) }
      case .setting(let name): settings.append((name, buffer))
      case .step: stepBuffer = buffer
      case .input(let place):
        given.append(
          Given(name: place.reference.name, block: place.block, buffer: buffer, layout: node.layout))
      default: break
      }
    }
    for kept in allocation.kept {
      let past = history[kept.place.reference] ?? []
      let value =
        kept.place.lag == 1
        ? before[kept.place.reference]
        : past.count >= kept.place.lag ? past[past.count - kept.place.lag] : nil
      guard let values = value?.blocks[kept.place.block].values, !values.isEmpty else { continue }
      for buffer in [kept.old, kept.new] { memory[buffer].update(from: values, count: values.count) }
    }
  }

  /// The number of instructions in its loops.
  var instructionCount: Int {
    items.reduce(0) { count, item in
      guard case .loop(let loop) = item else { return count }
      return count + loop.instructions.count
    }
  }

  // MARK: Running

  /// True if the step was compiled for inputs like these.
  func fits(_ inputs: [String: Value]) -> Bool {
    given.allSatisfy { given in
      guard let value = inputs[given.name], given.block < value.blocks.count else { return false }
      return value.blocks[given.block].layout == given.layout
    }
  }

  /// Makes one step.
  func step(
    _ number: Int, _ inputs: [String: Value], _ values: [String: Double], overriding overrides: [String: Double]
  ) throws(RecipeError) {
    for (name, buffer) in settings { memory[buffer][0] = overrides[name] ?? values[name] ?? .nan }
    if let stepBuffer { memory[stepBuffer][0] = Double(number) }
    try lend(0, inputs)
    for kept in allocation.kept where kept.old != kept.new { memory.swap(kept.old, kept.new) }
  }

  /// Lends the inputs' own numbers to the step, one input after the other, and then runs it.
  private func lend(_ index: Int, _ inputs: [String: Value]) throws(RecipeError) {
    guard index < given.count else { return try run() }
    let given = given[index]
    guard let value = inputs[given.name] else { throw .missingInput(given.name, recipe: recipe.name) }
    try value.blocks[given.block].values.withUnsafeBufferPointer { numbers throws(RecipeError) in
      memory.pointers[given.buffer] = UnsafeMutablePointer(mutating: numbers.baseAddress)
      try lend(index + 1, inputs)
    }
  }

  private func run() throws(RecipeError) {
    for item in items {
      switch item {
      case .loop(let loop): loop.run(memory)
      case .product(let product): product.run(memory, workspace)
      case .reduction(let reduction): reduction.run(memory)
      case .stack(let parts, let target):
        var position = 0
        for (buffer, count) in parts where count > 0 {
          (memory[target] + position).update(from: memory[buffer], count: count)
          position += count
        }
      case .rearrangement(let operation, let a, let b, let target):
        do {
          let result = try operation.apply(block(a), block(b))
          guard result.count > 0, let buffer = allocation.buffers[target] else { continue }
          memory[buffer].update(from: result.values, count: result.count)
        } catch {
          let owner = owners.first { $0.end > target }?.name ?? ""
          throw .evaluation(error, recipe: recipe.name, quantity: owner)
        }
      case .copy(let source, let target, let count):
        if count > 0 { memory[target].update(from: memory[source], count: count) }
      }
    }
  }

  private func block(_ id: Graph.ID) -> Block {
    let numbers = allocation.buffers[graph.source(id)].map { buffer in
      graph.count(id) == 0 ? [] : Array(UnsafeBufferPointer(start: memory[buffer], count: graph.count(id)))
    }
    return Block(graph.layout(id), values: numbers ?? [])
  }

  // MARK: Results

  /// The kept values, as the interpreter has them: each quantity's last value, and those before, the newest last.
  func values() -> (state: [Reference: Value], history: [Reference: [Value]]) {
    var lags: [Reference: [Int: [Int: Block]]] = [:]
    for kept in allocation.kept {
      // A buffer that the last step wrote has changed places with the one it read.
      let count = graph.count(kept.value)
      let numbers = count == 0 ? [] : Array(UnsafeBufferPointer(start: memory[kept.old], count: count))
      lags[kept.place.reference, default: [:]][kept.place.lag, default: [:]][kept.place.block] = Block(
        kept.layout, values: numbers)
    }
    var state: [Reference: Value] = [:]
    var history: [Reference: [Value]] = [:]
    for (reference, byLag) in lags {
      let values = byLag.sorted { $0.key > $1.key }.map { _, blocks in
        let ordered = blocks.sorted { $0.key < $1.key }.map(\.value)
        return perParameter.contains(reference) ? Value(perParameter: ordered) : Value(ordered[0])
      }
      state[reference] = values.last
      history[reference] = values
    }
    return (state, history)
  }
}
