/// One step of a recipe as a graph, for inputs of known shapes.
///
/// It repeats the interpreter's own walk through the equations with nodes in place of numbers. Axes are matched,
/// branches by rank are taken and sequences are walked here, not at each step.
struct Lowering {
  let graph: Graph
  /// Each quantity's nodes.
  let current: [Reference: Values<Graph.ID>]
  let fixedSettings: Set<String>
  /// The places that formulas look back on.
  let lookedBackOn: Set<Graph.Place>
  /// The last node of each quantity's equations, in order.
  let owners: [(end: Graph.ID, name: String)]

  /// - Parameters:
  ///   - before: the values of the last step, for their layout.
  ///   - inputs: the inputs of a step, for their layout.
  init(
    _ recipe: Recipe, parameters: [String], start: [Block], settings: [String: Double], before: [Reference: Value],
    inputs: [String: Value]
  ) throws(RecipeError) {
    let builder = GraphBuilder(settings: settings)
    let context = GraphContext(builder, state: before)
    var environment = StepEnvironment(context, recipe: recipe, parameters: parameters, start: start)
    var given: [String: Values<Graph.ID>] = [:]
    for name in recipe.inputOrder(inputs.keys) {
      given[name] = inputs[name].map { builder.places(of: Reference(name), like: $0, Graph.Operation.input) }
    }
    environment.define(inputs: given)
    var owners: [(end: Graph.ID, name: String)] = []
    for passage in Passage.split(recipe.equations) {
      try environment.define(passage) { (equation, environment) throws(RecipeError) in
        let value = try environment.value(of: equation)
        owners.append((builder.graph.nodes.count, equation.target.name))
        return value
      }
    }
    self.owners = owners
    graph = builder.graph
    current = environment.current
    fixedSettings = builder.fixedSettings
    lookedBackOn = context.lookedBackOn
  }
}

/// A step in nodes. Earlier values are read from places that are filled when the step runs.
private final class GraphContext: StepContext {
  let arithmetic: GraphBuilder
  private(set) var lookedBackOn: Set<Graph.Place> = []
  private let state: [Reference: Value]

  init(_ builder: GraphBuilder, state: [Reference: Value]) {
    arithmetic = builder
    self.state = state
  }

  var step: Values<Graph.ID> { Values(arithmetic.add(.step)) }

  var known: Dictionary<Reference, Value>.Keys { state.keys }

  func setting(_ name: String) -> Graph.ID { arithmetic.add(.setting(name)) }

  func before(_ reference: Reference) -> Values<Graph.ID>? { place(of: reference, lag: 1) }

  func past(_ reference: Reference, _ count: Int) throws(EvaluationError) -> [Values<Graph.ID>] {
    var values: [Values<Graph.ID>] = []
    for lag in 1..<count + 1 {
      guard let value = place(of: reference, lag: lag) else { throw .unknownQuantity(reference) }
      values.append(value)
    }
    return values
  }

  private func place(of reference: Reference, lag: Int) -> Values<Graph.ID>? {
    state[reference].map { value in
      arithmetic.places(of: reference, like: value) { place in
        let lagged = Graph.Place(reference: place.reference, block: place.block, lag: lag)
        lookedBackOn.insert(lagged)
        return .state(lagged)
      }
    }
  }
}

extension GraphBuilder {
  /// A node for each block of a quantity, read from the quantity's place.
  fileprivate func places(
    of reference: Reference, like value: Value, _ operation: (Graph.Place) -> Graph.Operation
  ) -> Values<Graph.ID> {
    let ids = value.blocks.indices.map { index in
      add(operation(Graph.Place(reference: reference, block: index)), value.blocks[index].layout)
    }
    return value.isPerParameter ? Values(perParameter: ids) : Values(ids[0])
  }
}
