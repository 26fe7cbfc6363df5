/// Turns one step of a recipe into a graph, once the shapes of all that it works on are known.
///
/// It goes through the equations as `StepEnvironment` and `Evaluator` do, with nodes of the graph in place of numbers:
/// axes are matched, branches by rank are taken and sequences are walked here, not at each step.
struct Lowering {
  /// A value as nodes: one, or one for each parameter.
  struct Lowered {
    var nodes: [Graph.ID]
    var isPerParameter: Bool

    func node(_ index: Int) -> Graph.ID { isPerParameter ? nodes[index] : nodes[0] }
  }

  let recipe: Recipe
  let parameters: [String]
  let start: [Block]
  let settings: [String: Double]
  /// The values of the last step, for their layout.
  let before: [Reference: Value]

  private var axes: [String: [Axis]] { recipe.axes }

  var graph = Graph()
  private(set) var current: [Reference: Lowered] = [:]
  private var extents: [Axis: Int] = [:]
  /// Settings whose value the graph was made for: how long a window is, how many steps are looked back on.
  private(set) var fixedSettings: Set<String> = []
  /// Every place that a formula looks back on.
  private(set) var lookedBackOn: Set<Graph.Place> = []

  /// Up to which node each quantity's equations reach, in order.
  private(set) var owners: [(end: Graph.ID, name: String)] = []

  private var position: Int?
  private var parts: [Reference: [Int: Graph.ID]] = [:]
  private var here: [Reference: Graph.ID] = [:]
  private var members: Set<Reference> = []

  init(
    recipe: Recipe, parameters: [String], start: [Block], settings: [String: Double], before: [Reference: Value]
  ) {
    self.recipe = recipe
    self.parameters = parameters
    self.start = start
    self.settings = settings
    self.before = before
    for (name, block) in zip(parameters, start) {
      for (axis, extent) in zip(axes[name] ?? [], block.shape) { extents[axis] = extent }
    }
  }

  mutating func lower(inputs: [String: Value]) throws(EvaluationError) {
    for name in recipe.inputOrder(inputs.keys) {
      guard let value = inputs[name] else { continue }
      let reference = Reference(name)
      let lowered = Lowered(
        nodes: value.blocks.indices.map { index in
          let block = value.blocks[index]
          return graph.add(.input(.init(reference: reference, block: index)), axes: block.axes, shape: block.shape)
        }, isPerParameter: value.isPerParameter)
      if recipe.upstream.contains(name) { current[reference] = lowered } else { define(reference, lowered) }
    }
    for passage in Passage.split(recipe.equations) { try lower(passage) }
  }

  private mutating func define(_ reference: Reference, _ value: Lowered) {
    current[reference] = value
    guard !value.isPerParameter, let id = value.nodes.first else { return }
    for (axis, extent) in zip(graph.nodes[id].axes, graph.nodes[id].shape) { extents[axis] = extent }
  }

  private mutating func lower(_ passage: Passage) throws(EvaluationError) {
    guard let direction = passage.direction else {
      for equation in passage.equations { define(equation.target, try laidOut(equation)) }
      return
    }
    let given = try passage.length { reference in
      guard let value = current[reference], !value.isPerParameter else { return nil }
      return graph.extent(value.nodes[0], .time)
    }
    let length = given ?? extents[.time] ?? 0
    members = Set(passage.equations.map(\.target))
    parts = [:]
    for index in 0..<length {
      let position = direction == .forward ? index : length - 1 - index
      self.position = position
      here = [:]
      for equation in passage.equations {
        let value = try laidOut(equation)
        parts[equation.target, default: [:]][position] = value.nodes[0]
        here[equation.target] = value.nodes[0]
      }
    }
    let finished = parts
    position = nil
    (members, parts, here) = ([], [:], [:])
    for equation in passage.equations {
      let nodes = (0..<length).compactMap { finished[equation.target]?[$0] }
      define(equation.target, Lowered(nodes: [stacked(nodes, along: .time)], isPerParameter: false))
    }
  }

  private mutating func stacked(_ nodes: [Graph.ID], along axis: Axis) -> Graph.ID {
    guard let first = nodes.first else { return graph.filled(0, axes: [axis], shape: [0]) }
    return graph.add(
      .stack(nodes), axes: [axis] + graph.nodes[first].axes, shape: [nodes.count] + graph.nodes[first].shape)
  }

  // MARK: Layout

  private mutating func laidOut(_ equation: Equation) throws(EvaluationError) -> Lowered {
    let value = try lower(equation.formula.node, among: nil)
    let target = equation.target
    owners.append((graph.nodes.count, target.name))
    if value.isPerParameter { return try laidOutAsParameters(value, target.name) }
    guard var axes = self.axes[target.parameter ?? target.name] else { return value }
    if position != nil { axes.removeAll { $0 == .time } }
    let given = graph.nodes[value.nodes[0]].axes
    guard given.allSatisfy(axes.contains) else {
      throw .axesDiffer(target: target.name, declared: axes, given: given)
    }
    var shape: [Int] = []
    for axis in axes {
      guard let extent = graph.extent(value.nodes[0], axis) ?? extents[axis] else {
        throw .axisMissing(axis, in: given)
      }
      shape.append(extent)
    }
    return Lowered(nodes: [try graph.aligned(value.nodes[0], to: axes, shape: shape)], isPerParameter: false)
  }

  private mutating func laidOutAsParameters(_ value: Lowered, _ name: String) throws(EvaluationError) -> Lowered {
    guard value.nodes.count == start.count else { return value }
    var result = value
    for index in start.indices {
      let given = graph.nodes[value.nodes[index]].axes
      let order = axes[name] ?? start[index].axes
      guard order != given, Set(order) == Set(given) else { continue }
      let shape = order.compactMap { graph.extent(value.nodes[index], $0) }
      result.nodes[index] = try graph.aligned(value.nodes[index], to: order, shape: shape)
    }
    return result
  }

  // MARK: Leaves

  mutating func value(of reference: Reference) throws(EvaluationError) -> Lowered {
    if let node = here[reference] { return Lowered(nodes: [node], isPerParameter: false) }
    if let value = current[reference] {
      guard let position, !value.isPerParameter, graph.extent(value.nodes[0], .time) != nil else { return value }
      return Lowered(nodes: [graph.slice(value.nodes[0], .time, at: position)], isPerParameter: false)
    }
    if let value = assembled(reference, from: current) { return value }
    if reference.parameter == nil, parameters.contains(reference.name) {
      // A network's equations name a parameter to mean its weights at the start of the step.
      return try previous(Reference("weights", of: reference.name), along: .step)
    }
    throw .unknownQuantity(reference)
  }

  mutating func previous(_ reference: Reference, along axis: Axis) throws(EvaluationError) -> Lowered {
    if axis == .time {
      guard let position else { return try shifted(reference, by: 1) }
      return Lowered(nodes: [try neighbour(reference, at: position - 1)], isPerParameter: false)
    }
    if before[reference] != nil { return try state(reference, lag: 1) }
    var states: [Reference: Lowered] = [:]
    for (known, _) in before where known.name == reference.name { states[known] = try state(known, lag: 1) }
    if let value = assembled(reference, from: states) { return value }
    throw .unknownQuantity(reference)
  }

  mutating func next(_ reference: Reference, along axis: Axis) throws(EvaluationError) -> Lowered {
    guard axis == .time else { throw .unknownQuantity(reference) }
    guard let position else { return try shifted(reference, by: -1) }
    return Lowered(nodes: [try neighbour(reference, at: position + 1)], isPerParameter: false)
  }

  mutating func recent(_ reference: Reference, count: Int) throws(EvaluationError) -> Lowered {
    var values = [try value(of: reference)]
    for lag in 1..<Swift.max(count, 1) { values.append(try state(reference, lag: lag)) }
    return Lowered(
      nodes: values[0].nodes.indices.map { index in stacked(values.map { $0.node(index) }, along: .lag) },
      isPerParameter: values[0].isPerParameter)
  }

  /// A whole number that decides on a layout; the settings that it comes from are fixed from then on.
  mutating func whole(_ node: Node) throws(EvaluationError) -> Int {
    guard let value = constant(try lower(node, among: nil).nodes[0]) else {
      throw .unknownSetting("\(Expression(node))")
    }
    return Int(value)
  }

  /// What a node is at every step, if that is known now.
  private mutating func constant(_ id: Graph.ID) -> Double? {
    switch graph.nodes[id].operation {
    case .number(let bits): return Double(bitPattern: bits)
    case .setting(let name):
      fixedSettings.insert(name)
      return settings[name]
    case .unary(let operation, let a): return constant(a).map(operation.value)
    case .binary(let operation, let a, let b):
      guard let left = constant(a), let right = constant(b) else { return nil }
      return operation.value(left, right)
    default: return nil
    }
  }

  private mutating func state(_ reference: Reference, lag: Int) throws(EvaluationError) -> Lowered {
    guard let value = before[reference] else { throw .unknownQuantity(reference) }
    return Lowered(
      nodes: value.blocks.indices.map { index in
        let place = Graph.Place(reference: reference, block: index, lag: lag)
        lookedBackOn.insert(place)
        return graph.add(.state(place), axes: value.blocks[index].axes, shape: value.blocks[index].shape)
      }, isPerParameter: value.isPerParameter)
  }

  private mutating func neighbour(_ reference: Reference, at position: Int) throws(EvaluationError) -> Graph.ID {
    if let node = parts[reference]?[position] { return node }
    if !members.contains(reference), let value = current[reference],
      let extent = graph.extent(value.nodes[0], .time), position >= 0 && position < extent
    {
      return graph.slice(value.nodes[0], .time, at: position)
    }
    if let formula = recipe.component.initial[reference.name] { return try lower(formula.node, among: nil).nodes[0] }
    let axes = (self.axes[reference.name] ?? []).filter { $0 != .time }
    var shape: [Int] = []
    for axis in axes {
      guard let extent = extents[axis] else { throw .axisMissing(axis, in: Array(extents.keys)) }
      shape.append(extent)
    }
    return graph.filled(0, axes: axes, shape: shape)
  }

  private mutating func shifted(_ reference: Reference, by offset: Int) throws(EvaluationError) -> Lowered {
    guard let id = current[reference]?.nodes[0], let length = graph.extent(id, .time) else {
      throw .unknownQuantity(reference)
    }
    var nodes: [Graph.ID] = []
    for position in 0..<length { nodes.append(try neighbour(reference, at: position - offset)) }
    let axes = graph.nodes[id].axes
    let stack = stacked(nodes, along: .time)
    return Lowered(
      nodes: [try graph.aligned(stack, to: axes, shape: axes.compactMap { graph.extent(stack, $0) })],
      isPerParameter: false)
  }

  /// The value of one parameter out of all, or of all out of one for each.
  private mutating func assembled(_ reference: Reference, from values: [Reference: Lowered]) -> Lowered? {
    if let parameter = reference.parameter {
      guard let all = values[Reference(reference.name)], all.isPerParameter,
        let index = parameters.firstIndex(of: parameter)
      else { return nil }
      let content = graph.nodes[all.nodes[index]]
      let axes = self.axes[parameter] ?? content.axes
      return Lowered(nodes: [graph.view(all.nodes[index], axes: axes, shape: content.shape)], isPerParameter: false)
    }
    var nodes: [Graph.ID] = []
    for parameter in parameters {
      guard let id = values[Reference(reference.name, of: parameter)]?.nodes.first else { return nil }
      let shape = graph.nodes[id].shape
      nodes.append(graph.view(id, axes: shape.indices.map(Axis.dimension), shape: shape))
    }
    return nodes.isEmpty ? nil : Lowered(nodes: nodes, isPerParameter: true)
  }
}
