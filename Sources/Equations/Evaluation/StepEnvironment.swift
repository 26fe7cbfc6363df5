/// The leaves of one step of a running reference, and of one position of a sequence within it.
struct StepEnvironment: Environment {
  let recipe: Recipe
  let settings: [String: Double]
  let parameters: [String]
  let start: [Block]
  var before: [Reference: Value]
  /// What stood before the step before, where a formula looks back further; the newest last.
  let history: [Reference: [Value]]
  let step: Value
  let evaluator: Evaluator
  /// The weights that were published of this step, where a run is judged: what a program has already that updates too soon.
  var after: [Reference: Value] = [:]
  /// Whether a formula that names a parameter is supposed to mean its weights after the step.
  var looksAhead = false

  /// Everything defined in this step so far.
  private(set) var current: [Reference: Value] = [:]
  /// How many entries each axis has, as far as it has been seen in this step: at the quantity that was defined last.
  private(set) var extents: [Axis: Int] = [:]

  private var position: Int?
  private var members: Set<Reference> = []
  private var parts: [Reference: [Int: Value]] = [:]
  private var here: [Reference: Value] = [:]

  init(
    recipe: Recipe, settings: [String: Double], parameters: [String], start: [Block], before: [Reference: Value],
    history: [Reference: [Value]], step: Value, evaluator: Evaluator
  ) {
    self.recipe = recipe
    self.settings = settings
    self.parameters = parameters
    self.start = start
    self.before = before
    self.history = history
    self.step = step
    self.evaluator = evaluator
    for (name, block) in zip(parameters, start) {
      for (axis, extent) in zip(recipe.axes[name] ?? [], block.shape) { extents[axis] = extent }
    }
  }

  mutating func define(_ reference: Reference, _ value: Value) {
    current[reference] = value
    guard !value.isPerParameter, let block = value.blocks.first else { return }
    for (axis, extent) in zip(block.axes, block.shape) { extents[axis] = extent }
  }

  /// Defines what the step is given, in declared order, so that no order of a dictionary's decides on anything.
  mutating func define(inputs: [String: Value]) {
    for name in recipe.inputOrder(inputs.keys) {
      guard let value = inputs[name] else { continue }
      if recipe.upstream.contains(name) {
        // A window leaves fewer places under the same name: its gradient says nothing of what stands before it.
        current[Reference(name)] = value
      } else {
        define(Reference(name), value)
      }
    }
  }

  /// A result with its axes in the declared order, repeated along those that the formula does not mention.
  func laidOut(_ value: Value, for target: Reference) throws(EvaluationError) -> Value {
    let belongsToParameters = recipe.perParameter.contains(target.name) && target.parameter == nil && position == nil
    if value.isPerParameter || belongsToParameters { return laidOutAsParameters(value, target.name) }
    guard var axes = recipe.axes[target.parameter ?? target.name] else { return value }
    if position != nil { axes.removeAll { $0 == .time } }
    let block = value.blocks[0]
    guard block.axes.allSatisfy(axes.contains) else {
      throw .axesDiffer(target: target.name, declared: axes, given: block.axes)
    }
    var shape: [Int] = []
    for axis in axes {
      guard let extent = block.extent(axis) ?? extents[axis] else { throw .axisMissing(axis, in: block.axes) }
      shape.append(extent)
    }
    return Value(block.aligned(to: axes, shape: shape))
  }

  /// Blocks with their axes in the declared order, or in the parameter's own.
  private func laidOutAsParameters(_ value: Value, _ name: String) -> Value {
    guard !start.isEmpty else { return value }
    guard value.isPerParameter else { return spread(value.blocks[0], name) }
    guard value.blocks.count == start.count else { return value }
    let blocks = zip(value.blocks, start).map { block, parameter in
      let order = recipe.axes[name] ?? parameter.axes
      guard order != block.axes, Set(order) == Set(block.axes) else { return block }
      return block.aligned(to: order, shape: order.compactMap(block.extent))
    }
    return Value(perParameter: blocks)
  }

  /// What a formula that mentions no parameter gives to each: one number for all of its elements.
  private func spread(_ block: Block, _ name: String) -> Value {
    let blocks = start.map { parameter in
      let order = recipe.axes[name] ?? parameter.axes
      let shape = order.compactMap { block.extent($0) ?? parameter.extent($0) }
      guard !block.isAbsent, Set(block.axes).isSubset(of: order), shape.count == order.count else { return block }
      return block.aligned(to: order, shape: shape)
    }
    return Value(perParameter: blocks)
  }

  // MARK: Along a sequence

  mutating func enter(_ position: Int, members: Set<Reference>, parts: [Reference: [Int: Value]]) {
    self.position = position
    self.members = members
    self.parts = parts
    here = [:]
  }

  mutating func place(_ reference: Reference, _ value: Value) { here[reference] = value }

  mutating func leave() {
    position = nil
    (members, parts, here) = ([], [:], [:])
  }

  private func neighbour(_ reference: Reference, at position: Int) throws(EvaluationError) -> Value {
    if let value = parts[reference]?[position] { return value }
    if !members.contains(reference), let value = current[reference], let extent = value.blocks[0].extent(.time) {
      if position >= 0 && position < extent {
        return value.map { (block) in block.slice(.time, at: position) }
      }
    }
    return try boundary(reference)
  }

  /// What stands before the first position of a sequence, or after the last.
  private func boundary(_ reference: Reference) throws(EvaluationError) -> Value {
    if let formula = recipe.component.initial[reference.name] { return try evaluator.evaluate(formula, in: self) }
    return try zeros(reference.name, without: .time)
  }

  private func zeros(_ name: String, without omitted: Axis? = nil) throws(EvaluationError) -> Value {
    let axes = (recipe.axes[name] ?? []).filter { $0 != omitted }
    var shape: [Int] = []
    for axis in axes {
      guard let extent = extents[axis] else { throw .axisMissing(axis, in: Array(extents.keys)) }
      shape.append(extent)
    }
    return Value(Block(axes: axes, shape: shape, values: [Double](repeating: 0, count: shape.reduce(1, *))))
  }

  // MARK: Leaves

  func value(of reference: Reference) throws(EvaluationError) -> Value {
    if let value = here[reference] { return value }
    if let value = current[reference] {
      guard let position, value.blocks[0].extent(.time) != nil, !value.isPerParameter else { return value }
      return value.map { (block) in block.slice(.time, at: position) }
    }
    if let value = assembled(reference, from: current) ?? parameter(named: reference) { return value }
    if reference.name == "weights", let value = after[reference] ?? assembled(reference, from: after) { return value }
    throw .unknownQuantity(reference)
  }

  func previous(_ reference: Reference, along axis: Axis) throws(EvaluationError) -> Value {
    if axis == .time {
      guard let position else { return try shifted(reference, by: 1) }
      return try neighbour(reference, at: position - 1)
    }
    if let value = before[reference] ?? assembled(reference, from: before) { return value }
    // At the first step nothing came before but the weights, whatever t is there; later, a quantity that never was is a fault of
    // the recipe.
    guard before.keys.allSatisfy({ $0.name == "weights" }) else { throw .unknownQuantity(reference) }
    let initial = recipe.component.initial[reference.name]
    if let index = reference.parameter.flatMap(parameters.firstIndex) {
      let axes = recipe.axes[parameters[index]] ?? start[index].axes
      let zeros = Block(axes: axes, shape: start[index].shape, values: start[index].values.map { _ in 0 })
      guard let initial else { return Value(zeros) }
      return Value(try evaluator.apply(.add, zeros, evaluator.evaluate(initial, in: self).block(index)))
    }
    if recipe.perParameter.contains(reference.name) {
      let zeros = Value(
        perParameter: start.map { parameter in
          let axes = recipe.axes[reference.name] ?? parameter.axes
          let shape = axes.compactMap(parameter.extent)
          guard shape.count == axes.count else { return .absent }
          return Block(axes: axes, shape: shape, values: [Double](repeating: 0, count: shape.reduce(1, *)))
        })
      guard let initial else { return zeros }
      return try zeros.combined(with: evaluator.evaluate(initial, in: self)) { (a, b) throws(EvaluationError) in
        try evaluator.apply(.add, a, b)
      }
    }
    guard let initial else { return try zeros(reference.name) }
    return try evaluator.evaluate(initial, in: self)
  }

  func next(_ reference: Reference, along axis: Axis) throws(EvaluationError) -> Value {
    guard axis == .time else { throw .unknownQuantity(reference) }
    guard let position else { return try shifted(reference, by: -1) }
    return try neighbour(reference, at: position + 1)
  }

  func recent(_ reference: Reference, count: Int) throws(EvaluationError) -> Value {
    let now = try value(of: reference)
    guard count >= 1 else { throw .notACount(Double(count)) }
    let values = [now] + (history[reference] ?? []).suffix(count - 1).reversed()
    var blocks: [Block] = []
    for index in now.blocks.indices {
      let known = values.map { $0.block(index) }
      let zeros = known[0].map { _ in 0 }
      blocks.append(
        try Block.stacked(known + [Block](repeating: zeros, count: max(count - known.count, 0)), along: .lag))
    }
    return now.isPerParameter ? Value(perParameter: blocks) : Value(blocks[0])
  }

  func setting(_ name: String) throws(EvaluationError) -> Value {
    guard let value = settings[name] else { throw .unknownSetting(name) }
    let isRounded = evaluator.isBounded && value != value.rounded(.towardZero)
    return Value(Block(value, error: isRounded ? evaluator.precision.unitRoundoff * abs(value) : nil))
  }

  /// A whole sequence moved by one position, with what stands at its boundary filled in.
  private func shifted(_ reference: Reference, by offset: Int) throws(EvaluationError) -> Value {
    guard let value = current[reference], let length = value.blocks[0].extent(.time) else {
      throw .unknownQuantity(reference)
    }
    var blocks: [Block] = []
    for position in 0..<length {
      blocks.append(try neighbour(reference, at: position - offset).blocks[0])
    }
    let axes = value.blocks[0].axes
    let stacked = try Block.stacked(blocks, along: .time)
    return Value(stacked.aligned(to: axes, shape: axes.compactMap(stacked.extent)))
  }

  /// A network's equations name a parameter to mean its weights at the start of the step.
  private func parameter(named reference: Reference) -> Value? {
    guard reference.parameter == nil, parameters.contains(reference.name) else { return nil }
    let weights = Reference("weights", of: reference.name)
    if looksAhead { return after[weights] ?? assembled(weights, from: after) }
    return before[weights] ?? assembled(weights, from: before)
  }

  /// The value of one parameter out of all, or of all out of one for each.
  private func assembled(_ reference: Reference, from values: [Reference: Value]) -> Value? {
    if let parameter = reference.parameter {
      guard let all = values[Reference(reference.name)], all.isPerParameter,
        let index = parameters.firstIndex(of: parameter)
      else { return nil }
      let block = all.blocks[index]
      let axes = recipe.axes[parameter] ?? block.axes
      return Value(Block(axes: axes, shape: block.shape, values: block.values, error: block.error))
    }
    var blocks: [Block] = []
    for parameter in parameters {
      guard let block = values[Reference(reference.name, of: parameter)]?.blocks.first else { return nil }
      blocks.append(
        Block(
          axes: block.shape.indices.map(Axis.dimension), shape: block.shape, values: block.values, error: block.error))
    }
    return blocks.isEmpty ? nil : Value(perParameter: blocks)
  }
}

extension Block {
  /// Blocks put one after the other along a new first axis.
  ///
  /// - Throws: `EvaluationError` where they are not of one layout, as a supposed formula may have it.
  package static func stacked(_ blocks: [Block], along axis: Axis) throws(EvaluationError) -> Block {
    for block in blocks.dropFirst() where block.axes != blocks[0].axes || block.shape != blocks[0].shape {
      throw .layoutsDiffer(along: axis, blocks[0].axes, block.axes)
    }
    return Block(stacking: blocks, along: axis)
  }
}
