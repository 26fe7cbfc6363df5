/// One step of a recipe, and one position of a sequence within it: the values that its formulas find, and those that
/// they have defined.
struct StepEnvironment<Context: StepContext>: Environment {
  typealias Tensor = Context.Tensor

  private(set) var recipe: Recipe
  let parameters: [String]
  /// The parameters at the start, for their layout.
  let start: [Block]
  var context: Context
  /// The published weights of this step, if a run is judged. A program that updates too soon already has them.
  var after: [Reference: Values<Tensor>] = [:]
  /// True if a formula that names a parameter is supposed to mean its weights after the step.
  var looksAhead = false

  /// Everything defined in this step so far.
  private(set) var current: [Reference: Values<Tensor>] = [:]
  /// The extent of each axis seen in this step, at the quantity that was defined last.
  private var extents: [Axis: Int] = [:]
  /// The sequence being walked.
  var sequence: Sequence?

  struct Sequence {
    /// The quantities that are evaluated along it.
    let members: Set<Reference>
    var position = 0
    /// Their values at the positions evaluated so far.
    var parts: [Reference: [Int: Values<Tensor>]] = [:]
  }

  init(_ context: Context, recipe: Recipe, parameters: [String], start: [Block]) {
    self.context = context
    self.recipe = recipe
    self.parameters = parameters
    self.start = start
    for (name, block) in zip(parameters, start) {
      for (axis, extent) in zip(recipe.axes[name] ?? [], block.shape) { extents[axis] = extent }
    }
  }

  /// The same step once more, with everything that was defined, so that only what is defined anew differs.
  func again(_ context: Context, recipe: Recipe) -> Self {
    var other = self
    (other.context, other.recipe) = (context, recipe)
    return other
  }

  var arithmetic: Context.Operations { context.arithmetic }

  // MARK: Definitions

  mutating func define(_ reference: Reference, _ value: Values<Tensor>) {
    current[reference] = value
    guard !value.isPerParameter, let block = value.blocks.first else { return }
    let layout = arithmetic.layout(of: block)
    for (axis, extent) in zip(layout.axes, layout.shape) { extents[axis] = extent }
  }

  /// Defines the step's inputs, in declared order, so that the order of a dictionary has no effect.
  mutating func define(inputs: [String: Values<Tensor>]) {
    for name in recipe.inputOrder(inputs.keys) {
      guard let value = inputs[name] else { continue }
      if recipe.upstream.contains(name) {
        // A window leaves fewer places under the same name: its gradient's extent does not apply to the quantities
        // before it.
        current[Reference(name)] = value
      } else {
        define(Reference(name), value)
      }
    }
  }

  // MARK: Leaves

  var step: Values<Tensor> { context.step }

  func setting(_ name: String) throws(EvaluationError) -> Values<Tensor> { Values(try context.setting(name)) }

  func value(of reference: Reference) throws(EvaluationError) -> Values<Tensor> {
    if let sequence, let value = sequence.parts[reference]?[sequence.position] { return value }
    if let value = current[reference] {
      guard let sequence, !value.isPerParameter, extent(of: value, .time) != nil else { return value }
      return value.map { arithmetic.slice($0, .time, at: sequence.position) }
    }
    if let value = assembled(reference, from: { current[$0] }) ?? parameter(named: reference) { return value }
    if reference.name == "weights", let value = find(reference, in: { after[$0] }) { return value }
    throw .unknownQuantity(reference)
  }

  func previous(_ reference: Reference, along axis: Axis) throws(EvaluationError) -> Values<Tensor> {
    if axis == .time { return try neighbour(reference, by: -1) }
    if let value = find(reference, in: context.before) { return value }
    // At the first step only the weights have an earlier value, whatever t is. Later, a missing quantity is a fault of
    // the recipe.
    guard context.known.allSatisfy({ $0.name == "weights" }) else { throw .unknownQuantity(reference) }
    return try initial(reference)
  }

  func next(_ reference: Reference, along axis: Axis) throws(EvaluationError) -> Values<Tensor> {
    guard axis == .time else { throw .unknownQuantity(reference) }
    return try neighbour(reference, by: 1)
  }

  func recent(_ reference: Reference, count: Int) throws(EvaluationError) -> Values<Tensor> {
    let now = try value(of: reference)
    guard count >= 1 else { throw .notACount(Double(count)) }
    // Appended in place: a window may be as long as the run.
    var lagged = now.blocks.map { [$0] }
    for value in try context.past(reference, count - 1) {
      guard value.blocks.count == lagged.count else { throw .parametersMixed(lagged.count, value.blocks.count) }
      for index in lagged.indices { lagged[index].append(value.blocks[index]) }
    }
    var stacked: [Tensor] = []
    for var blocks in lagged {
      while blocks.count < count { blocks.append(arithmetic.filled(with: 0, arithmetic.layout(of: blocks[0]))) }
      stacked.append(try arithmetic.stack(blocks, along: .lag))
    }
    return now.isPerParameter ? Values(perParameter: stacked) : Values(stacked[0])
  }

  /// The weights at the start of the step, which a network's equations mean by a parameter's name.
  private func parameter(named reference: Reference) -> Values<Tensor>? {
    guard reference.parameter == nil, parameters.contains(reference.name) else { return nil }
    let weights = Reference("weights", of: reference.name)
    return looksAhead ? find(weights, in: { after[$0] }) : find(weights, in: context.before)
  }

  private func find(_ reference: Reference, in known: (Reference) -> Values<Tensor>?) -> Values<Tensor>? {
    known(reference) ?? assembled(reference, from: known)
  }

  /// The value of one parameter out of all, or of all out of one for each.
  private func assembled(_ reference: Reference, from known: (Reference) -> Values<Tensor>?) -> Values<Tensor>? {
    if let parameter = reference.parameter {
      guard let all = known(Reference(reference.name)), all.isPerParameter,
        let index = parameters.firstIndex(of: parameter)
      else { return nil }
      let layout = arithmetic.layout(of: all.blocks[index])
      let own = Layout(axes: recipe.axes[parameter] ?? layout.axes, shape: layout.shape)
      return Values(arithmetic.view(all.blocks[index], as: own))
    }
    var blocks: [Tensor] = []
    for parameter in parameters {
      guard let block = known(Reference(reference.name, of: parameter))?.blocks.first else { return nil }
      let shape = arithmetic.layout(of: block).shape
      blocks.append(arithmetic.view(block, as: Layout(axes: shape.indices.map(Axis.dimension), shape: shape)))
    }
    return blocks.isEmpty ? nil : Values(perParameter: blocks)
  }

  // MARK: Before the first

  /// A quantity before the first step.
  private func initial(_ reference: Reference) throws(EvaluationError) -> Values<Tensor> {
    let formula = recipe.component.initial[reference.name]
    guard let zeros = zerosOfParameters(reference) else {
      guard let formula else { return Values(try zeros(reference.name)) }
      return try arithmetic.evaluate(formula.node, self)
    }
    guard let formula else { return zeros }
    var start = try arithmetic.evaluate(formula.node, self)
    if let index = reference.parameter.flatMap(parameters.firstIndex), start.isPerParameter {
      start = Values(start.blocks[index])
    }
    return try zeros.combined(with: start) { (a, b) throws(EvaluationError) in try arithmetic.apply(.add, a, b) }
  }

  /// Zeros laid out as a parameter, or as each; nil if the quantity is not a parameter's.
  private func zerosOfParameters(_ reference: Reference) -> Values<Tensor>? {
    if let index = reference.parameter.flatMap(parameters.firstIndex) {
      let axes = recipe.axes[parameters[index]] ?? start[index].axes
      return Values(arithmetic.filled(with: 0, Layout(axes: axes, shape: start[index].shape)))
    }
    guard recipe.perParameter.contains(reference.name) else { return nil }
    return Values(
      perParameter: start.map { parameter in
        let axes = recipe.axes[reference.name] ?? parameter.axes
        let hasAll = axes.allSatisfy { parameter.extent($0) != nil }
        return arithmetic.filled(with: 0, hasAll ? parameter.layout.ordered(axes) : .absent)
      })
  }

  private func zeros(_ name: String, without omitted: Axis? = nil) throws(EvaluationError) -> Tensor {
    let axes = (recipe.axes[name] ?? []).filter { $0 != omitted }
    return arithmetic.filled(with: 0, try layout(axes, of: .scalar))
  }

  /// The value before the first position of a sequence, or after the last.
  func boundary(_ reference: Reference) throws(EvaluationError) -> Values<Tensor> {
    if let formula = recipe.component.initial[reference.name] { return try arithmetic.evaluate(formula.node, self) }
    return Values(try zeros(reference.name, without: .time))
  }

  // MARK: Extents

  func extent(of value: Values<Tensor>, _ axis: Axis) -> Int? { arithmetic.layout(of: value.blocks[0]).extent(axis) }

  /// Some axes with the extents of a layout, or else of this step.
  func layout(_ axes: [Axis], of given: Layout) throws(EvaluationError) -> Layout {
    var shape: [Int] = []
    for axis in axes {
      guard let extent = given.extent(axis) ?? extents[axis] else {
        throw .axisMissing(
          axis, in: given.axes + extents.keys.filter { !given.axes.contains($0) }.sorted { $0.name < $1.name })
      }
      shape.append(extent)
    }
    return Layout(axes: axes, shape: shape)
  }

  /// The length of the sequence that a passage walks along, from the values it is given.
  func length(of passage: Passage) throws(EvaluationError) -> Int {
    let given = try passage.length { reference in
      guard let value = current[reference], !value.isPerParameter else { return nil }
      return extent(of: value, .time)
    }
    return given ?? extents[.time] ?? 0
  }
}
