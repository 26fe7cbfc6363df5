/// A recipe running step by step: its state is the last value of each quantity, a step is a function of it.
package struct Simulation {
  package let recipe: Recipe
  private let evaluator: Evaluator
  let settings: [String: Double]
  let parameters: [String]
  let start: [Block]
  private let passages: [Passage]
  var state: [Reference: Value] = [:]
  /// Which quantities a formula looks back on further than one step, and how far.
  private let lookedBackOn: [(Reference, counts: [Node])]
  /// Their values at the steps before, the newest last.
  var history: [Reference: [Value]] = [:]
  var steps = 0
  /// With error bounds only: what carries itself on, and how far a program that adds up all of its terms may be off.
  private let recurrences: [Reference: Recurrence]
  private var carried: [Reference: Carried] = [:]
  /// The step made ready, where it is not recorded; it then holds the state.
  var program: Program?

  /// - Parameters:
  ///   - settings: every hyperparameter of the recipe, see `Recipe.settings(_:)`.
  ///   - parameters: the names of the parameters, in order.
  ///   - weights: the parameters at the start, a block each, with their axes named `Axis.dimension`.
  package init(
    _ recipe: Recipe, settings: [String: Double], parameters: [String], weights: [Block],
    evaluator: Evaluator = Evaluator()
  ) {
    self.recipe = recipe
    self.settings = settings
    self.evaluator = evaluator
    self.parameters = parameters
    start = weights
    passages = Passage.split(recipe.equations)
    let asked = recipe.equations.flatMap { $0.formula.node.lookedBackOn }
    lookedBackOn = Set(asked.map(\.0)).map { reference in
      (reference, asked.filter { $0.0 == reference }.map(\.count))
    }
    recurrences =
      !evaluator.isBounded
      ? [:]
      : recipe.equations.reduce(into: [:]) { $0[$1.target] = Recurrence($1.formula.node, of: $1.target) }
    if !weights.isEmpty { state[Reference("weights")] = Value(perParameter: weights) }
  }

  /// Advances one step.
  ///
  /// - Parameters:
  ///   - inputs: what the step is given, `gradients` for an optimizer.
  ///   - overrides: settings that a schedule gives for this step.
  ///   - published: quantities that are taken as they are instead of being evaluated.
  ///   - step: t, where a program is supposed to count otherwise than 1, 2, 3, …
  /// - Returns: each quantity defined, in the order of the equations.
  package mutating func step(
    _ inputs: [String: Value], overriding overrides: [String: Double] = [:], published: [String: Value] = [:],
    step: Value? = nil
  ) throws(RecipeError) -> [(target: Reference, value: Value)] {
    let environment = try follow(inputs, overriding: overrides, published: published, step: step)
    return recipe.equations.compactMap { equation in
      environment.current[equation.target].map { (equation.target, $0) }
    }
  }

  /// Advances one step like `step(_:overriding:published:)`.
  ///
  /// - Parameters:
  ///   - known: single equations' values that are taken as they are.
  ///   - looksAhead: whether what names a parameter is supposed to mean its published weights after the step.
  ///   - step: t, where a program is supposed to count otherwise than 1, 2, 3, …
  /// - Returns: what every formula of this step can be evaluated in.
  mutating func follow(
    _ inputs: [String: Value], overriding overrides: [String: Double], published: [String: Value],
    known: [Reference: Value] = [:], looksAhead: Bool = false, step: Value? = nil
  ) throws(RecipeError) -> StepEnvironment {
    settle()
    steps += 1
    var environment = StepEnvironment(
      recipe: recipe, settings: settings.merging(overrides) { $1 }, parameters: parameters, start: start,
      before: state, history: history, step: step ?? Value(Block(Double(steps))), evaluator: evaluator)
    environment.looksAhead = looksAhead
    if let weights = published["weights"] { environment.after[Reference("weights")] = weights }
    environment.define(inputs: inputs)
    for passage in passages {
      var given: [Reference: Value] = [:]
      for equation in passage.equations {
        given[equation.target] = known[equation.target] ?? self.published(equation.target, published)
      }
      try evaluate(passage, &environment, given)
      for equation in passage.equations where given[equation.target] == nil {
        try environment.checkUpstream(of: equation.target)
      }
    }
    state = environment.current
    for (reference, counts) in lookedBackOn { try remember(reference, counts, environment) }
    return environment
  }

  /// What was published of an equation's target: of one parameter, where the equation is that parameter's own.
  private func published(_ target: Reference, _ values: [String: Value]) -> Value? {
    guard let value = values[target.name] else { return nil }
    guard let parameter = target.parameter, value.isPerParameter else { return value }
    guard let index = parameters.firstIndex(of: parameter) else { return nil }
    let block = value.blocks[index]
    let axes = recipe.axes[parameter].flatMap { $0.count == block.axes.count ? $0 : nil } ?? block.axes
    return Value(Block(axes: axes, shape: block.shape, values: block.values, error: block.error))
  }

  /// Every quantity before the first step, as `previous` finds it there.
  ///
  /// - Parameter inputs: what the first step is given.
  package func initial(
    _ inputs: [String: Value], overriding overrides: [String: Double] = [:]
  ) throws(RecipeError) -> [String: Value] {
    var environment = StepEnvironment(
      recipe: recipe, settings: settings.merging(overrides) { $1 }, parameters: parameters, start: start,
      before: state, history: [:], step: Value(Block(1)), evaluator: evaluator)
    environment.define(inputs: inputs)
    var values: [String: Value] = [:]
    let mentioned = recipe.equations.reduce(into: Set<String>()) { $0.formUnion($1.formula.node.lookedBackByOne) }
    for name in mentioned.sorted() {
      do {
        values[name] = try environment.previous(Reference(name), along: .step)
      } catch {
        throw .evaluation(error, recipe: recipe.name, quantity: name)
      }
    }
    return values
  }

  private mutating func remember(
    _ reference: Reference, _ counts: [Node], _ environment: StepEnvironment
  ) throws(RecipeError) {
    do {
      var kept = 0
      for count in counts { kept = max(kept, try evaluator.count(count, environment) - 1) }
      let values = history[reference, default: []] + [try environment.value(of: reference)]
      history[reference] = Array(values.suffix(kept))
    } catch {
      throw .evaluation(error, recipe: recipe.name, quantity: reference.name)
    }
  }

  private mutating func evaluate(
    _ passage: Passage, _ environment: inout StepEnvironment, _ given: [Reference: Value]
  ) throws(RecipeError) {
    let isKnown = passage.equations.allSatisfy { given[$0.target] != nil }
    guard let direction = passage.direction, !isKnown else {
      for equation in passage.equations {
        environment.define(
          equation.target,
          recurrences[equation.target] == nil
            ? try value(of: equation, in: environment, given[equation.target])
            : try value(carriedOn: equation, in: environment, given[equation.target]))
      }
      return
    }
    // A passage along a sequence: each position in turn, then all positions of a quantity put together.
    let length: Int
    do {
      length = try environment.length(of: passage)
    } catch {
      throw .evaluation(error, recipe: recipe.name, quantity: passage.equations[0].target.name)
    }
    let order = direction == .forward ? Array(0..<length) : Array((0..<length).reversed())
    var parts: [Reference: [Int: Value]] = [:]
    for position in order {
      environment.enter(position, members: Set(passage.equations.map(\.target)), parts: parts)
      for equation in passage.equations {
        let here = given[equation.target]?.map { $0.slice(.time, at: position) }
        let value = try value(of: equation, in: environment, here)
        parts[equation.target, default: [:]][position] = value
        environment.place(equation.target, value)
      }
    }
    environment.leave()
    for equation in passage.equations {
      if let value = given[equation.target] {
        environment.define(equation.target, value)
        continue
      }
      let blocks = (0..<length).compactMap { parts[equation.target]?[$0]?.blocks.first }
      do {
        environment.define(equation.target, Value(try Block.stacked(blocks, along: .time)))
      } catch {
        throw .evaluation(error, recipe: recipe.name, quantity: equation.target.name)
      }
    }
  }

  /// A quantity that its equation carries on, with a bound that holds for the sum of all its terms, too.
  private mutating func value(
    carriedOn equation: Equation, in environment: StepEnvironment, _ given: Value?
  ) throws(RecipeError) -> Value {
    let target = equation.target
    if let given {
      carried[target] = nil
      return given
    }
    // What the sum may be off by is counted once, and not once more at each step that carries it on.
    var own = environment
    if let plain = carried[target]?.plain { own.before[target] = plain }
    let value = try value(of: equation, in: own)
    guard let recurrence = recurrences[target],
      let factor = try? evaluator.evaluate(recurrence.factor, own),
      let rest = try? evaluator.evaluate(recurrence.rest, own), let before = try? own.previous(target, along: .step)
    else { return value }
    var next = carried[target] ?? Carried(plain: value, from: before)
    let widened = next.widen(value, factor, rest, before, evaluator.precision)
    carried[target] = next
    return widened
  }

  private func value(
    of equation: Equation, in environment: StepEnvironment, _ given: Value? = nil
  ) throws(RecipeError) -> Value {
    if let given { return given }
    do {
      return try environment.laidOut(evaluator.evaluate(equation.formula, in: environment), for: equation.target)
    } catch {
      throw .evaluation(error, recipe: recipe.name, quantity: equation.target.name)
    }
  }
}

extension Recipe {
  /// The names of what a step is given, those that the recipe declares first, in its order.
  func inputOrder(_ names: some Collection<String>) -> [String] {
    let declared = inputs.map(\.name)
    return declared + Set(names).subtracting(declared).sorted()
  }
}

extension Node {
  /// The quantities whose last few values the formula asks for, and how many.
  fileprivate var lookedBackOn: [(Reference, count: Node)] {
    if case .recent(let reference, let count) = self { return [(reference, count)] }
    return operands.flatMap(\.lookedBackOn)
  }

  /// The quantities whose value one step earlier the formula asks for.
  fileprivate var lookedBackByOne: Set<String> {
    if case .previous(let reference, along: .step) = self { return [reference.name] }
    return operands.reduce(into: []) { $0.formUnion($1.lookedBackByOne) }
  }
}
