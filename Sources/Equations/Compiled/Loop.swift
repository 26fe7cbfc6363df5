import CKernels

/// One pass over elements that evaluates several values, chunk by chunk: its instructions as the kernel takes them.
struct Loop {
  let instructions: UnsafeMutableBufferPointer<gradus_instruction>
  let operands: UnsafeMutableBufferPointer<gradus_operand>
  let layouts: UnsafeMutableBufferPointer<Int64>
  let length: Int
  /// The number of register chunks it needs.
  let registers: Int

  func run(_ memory: Memory) {
    gradus_evaluate(
      instructions.baseAddress, Int64(instructions.count), operands.baseAddress, memory.pointers, Int64(length))
  }

  func deallocate() {
    instructions.deallocate()
    operands.deallocate()
    layouts.deallocate()
  }
}

/// A writer of a loop's instructions.
struct LoopBuilder {
  private struct Operand: Hashable {
    var buffer: Int
    var offset = 0
    var isRun = true
    var advances = true
    /// Extents, then strides, if the operand is laid out otherwise.
    var layout: [Int] = []
  }

  private let graph: Graph
  private let allocation: Allocation
  private let length: Int
  private var instructions: [gradus_instruction] = []
  private var operands: [Operand] = []
  private var numbers: [Operand: Int32] = [:]
  private var free: [Int] = []
  private var registers = 0

  init(_ graph: Graph, _ allocation: Allocation, length: Int) {
    self.graph = graph
    self.allocation = allocation
    self.length = length
  }

  /// - Parameters:
  ///   - stores: the nodes to be stored.
  ///   - evaluated: all nodes to be evaluated, in order.
  mutating func build(stores: [Graph.ID], evaluated: [Graph.ID]) -> Loop {
    let stored = Set(stores)
    let passes = Fusion.passes(graph, stores: stores, evaluated: evaluated, length: length)
    var lastUse: [Graph.ID: Int] = [:]
    for (index, pass) in passes.enumerated() {
      for operand in pass.operands { lastUse[operand] = index }
    }
    var places: [Graph.ID: Operand] = [:]
    var late: [(from: Operand, to: Operand)] = []
    for (index, pass) in passes.enumerated() {
      let id = pass.id
      let sources = pass.operands.map { places[$0] ?? inMemory($0) }
      for operand in Set(pass.operands) where lastUse[operand] == index {
        if let place = places[operand], place.buffer == Allocation.registers, !stored.contains(operand) {
          free.append(place.offset)
        }
      }
      if stored.contains(id) {
        let target = inMemory(id, isRun: true)
        if isStillRead(target.buffer, after: index, passes) {
          // The old value is used once more in this chunk, so the new one waits in a register.
          places[id] = register()
          late.append((places[id] ?? target, target))
        } else {
          places[id] = target
        }
        emit(pass, sources, to: places[id] ?? target)
      } else if let alias = alias(id, sources) {
        places[id] = alias
      } else {
        let target = register()
        places[id] = target
        emit(pass, sources, to: target)
      }
    }
    for copy in late { instruct(GRADUS_COPY, [copy.from], copy.to) }
    return finished()
  }

  private func isStillRead(_ buffer: Int, after index: Int, _ passes: [Fusion.Pass]) -> Bool {
    guard let kept = allocation.kept.first(where: { $0.old == buffer && $0.new == buffer }),
      let state = graph.nodes.firstIndex(where: { $0.operation == .state(kept.place) })
    else { return false }
    return passes[(index + 1)...].contains { $0.operands.contains(state) }
  }

  private func inMemory(_ id: Graph.ID, isRun: Bool? = nil) -> Operand {
    guard let buffer = allocation.buffers[id] else { preconditionFailure("node \(id) is not in memory") }
    let run = isRun ?? (graph.count(id) > 1)
    return Operand(buffer: buffer, isRun: run, advances: run)
  }

  private mutating func register() -> Operand {
    if let offset = free.popLast() { return Operand(buffer: Allocation.registers, offset: offset, advances: false) }
    registers += 1
    let offset = (registers - 1) * Int(GRADUS_CHUNK)
    return Operand(buffer: Allocation.registers, offset: offset, advances: false)
  }

  /// The operand of a strided node whose numbers already lie as the loop needs them; nil if they do not.
  private func alias(_ id: Graph.ID, _ sources: [Operand]) -> Operand? {
    guard case .strided = graph.nodes[id].operation else { return nil }
    let operand = strided(id, sources[0])
    return operand.layout.isEmpty ? operand : nil
  }

  private func strided(_ id: Graph.ID, _ source: Operand) -> Operand {
    guard case .strided(_, let offset, let strides) = graph.nodes[id].operation else { return source }
    // Axes that are evenly spaced are merged into one.
    var extents: [Int] = []
    var steps: [Int] = []
    for (extent, stride) in zip(graph.layout(id).shape, strides) where extent != 1 {
      if let last = steps.last, last == stride * extent {
        extents[extents.count - 1] *= extent
        steps[steps.count - 1] = stride
      } else {
        extents.append(extent)
        steps.append(stride)
      }
    }
    var operand = Operand(buffer: source.buffer, offset: source.offset + offset)
    if steps.isEmpty || steps == [0] {
      (operand.isRun, operand.advances) = (false, false)
    } else if steps != [1] {
      operand.layout = extents + steps
    }
    return operand
  }

  private mutating func emit(_ pass: Fusion.Pass, _ sources: [Operand], to target: Operand) {
    if let operation = pass.operation { return instruct(operation, sources, target) }
    switch graph.nodes[pass.id].operation {
    case .unary(let operation, _):
      // A unary function needs a run as its operand.
      let isRepeated = !sources[0].isRun && length > 1
      if isRepeated { instruct(GRADUS_COPY, sources, target) }
      instruct(operation.code, isRepeated ? [target] : sources, target)
    case .binary(let operation, _, _): instruct(operation.code, sources, target)
    case .select: instruct(GRADUS_SELECT, [sources[1], sources[2], sources[0]], target)
    default: instruct(GRADUS_COPY, [strided(pass.id, sources[0])], target)
    }
  }

  private mutating func instruct(_ operation: gradus_operation, _ sources: [Operand], _ target: Operand) {
    let result = number(target)
    let given = sources.map { number($0) }
    func operand(_ index: Int) -> Int32 { index < given.count ? given[index] : given[0] }
    instructions.append(
      gradus_instruction(
        operation: Int32(operation.rawValue), result: result, a: operand(0), b: operand(1), c: operand(2), d: operand(3)
      ))
  }

  private mutating func number(_ operand: Operand) -> Int32 {
    if let number = numbers[operand] { return number }
    operands.append(operand)
    numbers[operand] = Int32(operands.count - 1)
    return Int32(operands.count - 1)
  }

  private func finished() -> Loop {
    let measures = operands.flatMap { $0.layout.map(Int64.init) }
    let layouts = UnsafeMutableBufferPointer<Int64>.allocate(capacity: max(1, measures.count))
    _ = layouts.initialize(fromContentsOf: measures)
    let table = UnsafeMutableBufferPointer<gradus_operand>.allocate(capacity: operands.count)
    var position = 0
    for (index, operand) in operands.enumerated() {
      table.initializeElement(
        at: index,
        to: gradus_operand(
          buffer: Int32(operand.buffer), isRun: operand.isRun ? 1 : 0, advances: operand.advances ? 1 : 0,
          rank: Int32(operand.layout.count / 2), offset: Int64(operand.offset),
          layout: layouts.baseAddress.map { UnsafePointer($0 + position) }))
      position += operand.layout.count
    }
    let code = UnsafeMutableBufferPointer<gradus_instruction>.allocate(capacity: instructions.count)
    _ = code.initialize(fromContentsOf: instructions)
    return Loop(
      instructions: code, operands: table, layouts: layouts, length: length, registers: registers)
  }
}

extension Unary {
  fileprivate var code: gradus_operation {
    switch self {
    case .negate: GRADUS_NEGATE
    case .square: GRADUS_SQUARE
    case .squareRoot: GRADUS_SQUARE_ROOT
    case .absolute: GRADUS_ABSOLUTE
    case .sign: GRADUS_SIGN
    case .exponential: GRADUS_EXPONENTIAL
    case .logarithm: GRADUS_LOGARITHM
    case .binaryLogarithm: GRADUS_BINARY_LOGARITHM
    case .hyperbolicTangent: GRADUS_HYPERBOLIC_TANGENT
    case .sigmoid: GRADUS_SIGMOID
    case .exponentialMinusOne: GRADUS_EXPONENTIAL_MINUS_ONE
    case .softplus: GRADUS_SOFTPLUS
    case .sine: GRADUS_SINE
    case .cosine: GRADUS_COSINE
    case .errorFunction: GRADUS_ERROR_FUNCTION
    case .floor: GRADUS_FLOOR
    }
  }
}

extension Binary {
  fileprivate var code: gradus_operation {
    switch self {
    case .add: GRADUS_ADD
    case .subtract: GRADUS_SUBTRACT
    case .multiply: GRADUS_MULTIPLY
    case .divide: GRADUS_DIVIDE
    case .power: GRADUS_POWER
    case .maximum: GRADUS_MAXIMUM
    case .minimum: GRADUS_MINIMUM
    case .greater: GRADUS_GREATER
    case .greaterOrEqual: GRADUS_GREATER_OR_EQUAL
    case .equal: GRADUS_EQUAL
    }
  }
}
