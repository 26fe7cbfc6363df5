/// A recipe running step by step. Its state is the last value of each quantity; a step is a function of it.
package struct Simulation {
  package private(set) var recipe: Recipe
  private var evaluator: Evaluator
  let settings: [String: Double]
  let parameters: [String]
  let start: [Block]
  private var passages: [Passage]
  var state: [Reference: Value] = [:]
  /// The quantities that a formula looks back on further than one step, and the number of steps.
  private var lookedBackOn: [(Reference, counts: [Node])]
  /// Their values at the steps before, the newest last.
  var history: [Reference: [Value]] = [:]
  var steps = 0
  /// The quantities that carry themselves on, and the additional error of a program that adds up all of their terms.
  /// Used only with error bounds.
  private var recurrences: [Reference: Recurrence]
  private var carried: [Reference: Carried] = [:]
  /// The other forms of each quantity, whose bounds count as well. Used only with error bounds.
  private var forms: [Reference: [Expression]]
  /// The compiled step, while steps are not recorded. It then holds the state.
  var compiled: CompiledStep?

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
    lookedBackOn = recipe.lookedBackOn
    recurrences =
      !evaluator.isBounded
      ? [:]
      : recipe.equations.reduce(into: [:]) { $0[$1.target] = Recurrence($1.formula.node, of: $1.target) }
    forms = evaluator.isBounded ? recipe.forms : [:]
    if !weights.isEmpty { state[Reference("weights")] = Value(perParameter: weights) }
  }

  /// The same run with other formulas for some quantities. Only what follows from those is worked out anew.
  ///
  /// - Precondition: no step has been made, and the recipe has the same quantities in the same order.
  func supposing(_ recipe: Recipe, changed: Set<String>, evaluator: Evaluator) -> Simulation {
    var other = self
    (other.recipe, other.evaluator) = (recipe, evaluator)
    let both = zip(self.recipe.equations, recipe.equations).filter { changed.contains($0.0.target.name) }
    if both.allSatisfy({ Passage.walkAlike($0.formula.node, $1.formula.node) }) {
      let changed = Dictionary(both.map { ($1.target, $1) }) { $1 }
      other.passages = passages.map { $0.with(changed) }
    } else {
      other.passages = Passage.split(recipe.equations)
    }
    if both.contains(where: { !$0.formula.node.lookedBackOn.isEmpty || !$1.formula.node.lookedBackOn.isEmpty }) {
      other.lookedBackOn = recipe.lookedBackOn
    }
    guard evaluator.isBounded else {
      (other.recurrences, other.forms) = ([:], [:])
      return other
    }
    for (_, equation) in both {
      other.recurrences[equation.target] = Recurrence(equation.formula.node, of: equation.target)
    }
    // A step of a fixed size gives others a form.
    let isDisplaced = both.contains { own, _ in
      [recurrences, other.recurrences].contains { $0[own.target]?.factor == .number(1) }
    }
    if isDisplaced { other.forms = recipe.forms }
    return other
  }

  /// Advances one step.
  ///
  /// - Parameters:
  ///   - inputs: the inputs of the step, `gradients` for an optimizer.
  ///   - overrides: settings that a schedule gives for this step.
  ///   - published: quantities that are taken as they are instead of being evaluated.
  ///   - step: t, for a program that is supposed to count otherwise than 1, 2, 3, …
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
  ///   - known: single equations' values that are taken as they are, but for those that are `touched`.
  ///   - looksAhead: true if a parameter's name is supposed to mean its published weights after the step.
  ///   - step: t, for a program that is supposed to count otherwise than 1, 2, 3, …
  /// - Returns: the environment of this step, in which every formula can be evaluated.
  mutating func follow(
    _ inputs: [String: Value], overriding overrides: [String: Double], published: [String: Value],
    known: [Reference: Value] = [:], touched: Set<String> = [], looksAhead: Bool = false, step: Value? = nil
  ) throws(RecipeError) -> StepEnvironment<NumericContext> {
    settle()
    steps += 1
    var environment = environment(step ?? Value(Block(Double(steps))), overrides)
    environment.looksAhead = looksAhead
    if let weights = published["weights"] { environment.after[Reference("weights")] = weights }
    environment.define(inputs: inputs)
    for passage in passages {
      var given: [Reference: Value] = [:]
      for equation in passage.equations {
        let own = touched.contains(equation.target.name) ? nil : known[equation.target]
        given[equation.target] = own ?? self.published(equation.target, published)
        // The additional error of a sum over all steps begins anew at a published value.
        if given[equation.target] != nil { carried[equation.target] = nil }
      }
      try environment.define(passage, given: given) { (equation, environment) throws(RecipeError) in
        guard passage.direction == nil, let recurrence = recurrences[equation.target] else {
          return try widened(environment.value(of: equation), equation.target, in: environment)
        }
        let value = try value(of: equation, carriedOnBy: recurrence, in: environment)
        return widened(value, equation.target, in: environment)
      }
      for equation in passage.equations where given[equation.target] == nil {
        try environment.checkUpstream(of: equation.target)
      }
    }
    state = environment.current
    for (reference, counts) in lookedBackOn { try remember(reference, counts, environment) }
    return environment
  }

  /// The published value of an equation's target; of one parameter only, if the equation is that parameter's own.
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
  /// - Parameter inputs: the inputs of the first step.
  package func initial(
    _ inputs: [String: Value], overriding overrides: [String: Double] = [:]
  ) throws(RecipeError) -> [String: Value] {
    var environment = environment(Value(Block(1)), overrides)
    environment.define(inputs: inputs)
    var values: [String: Value] = [:]
    let mentioned = Set(recipe.equations.flatMap(\.formula.node.lookedBackByOne))
    for name in mentioned.sorted() {
      values[name] = try recipe.naming(Reference(name)) { () throws(EvaluationError) in
        try environment.previous(Reference(name), along: .step)
      }
    }
    return values
  }

  private func environment(_ step: Value, _ overrides: [String: Double]) -> StepEnvironment<NumericContext> {
    StepEnvironment(
      NumericContext(
        arithmetic: evaluator, settings: settings.merging(overrides) { $1 }, step: step, state: state,
        history: history),
      recipe: recipe, parameters: parameters, start: start)
  }

  private mutating func remember(
    _ reference: Reference, _ counts: [Node], _ environment: StepEnvironment<NumericContext>
  ) throws(RecipeError) {
    history[reference] = try recipe.naming(reference) { () throws(EvaluationError) in
      var kept = 0
      for count in counts { kept = max(kept, try evaluator.count(count, environment) - 1) }
      let values = history[reference, default: []] + [try environment.value(of: reference)]
      return Array(values.suffix(kept))
    }
  }

  /// A quantity with a bound that holds for its other forms, too.
  private func widened(
    _ value: Value, _ target: Reference, in environment: StepEnvironment<NumericContext>
  ) -> Value {
    (forms[target] ?? []).reduce(value) { value, form in
      guard let other = try? evaluator.evaluate(form, in: environment) else { return value }
      return value.widened(by: other, evaluator.precision)
    }
  }

  /// A quantity that its equation carries on, with a bound that holds for the sum of all its terms, too.
  private mutating func value(
    of equation: Equation, carriedOnBy recurrence: Recurrence, in environment: StepEnvironment<NumericContext>
  ) throws(RecipeError) -> Value {
    let target = equation.target
    // The additional error of the sum is counted once, and not once more at each step that carries it on.
    var own = environment
    if let plain = carried[target]?.plain { own.context.state[target] = plain }
    let value = try own.value(of: equation)
    guard let factor = try? evaluator.evaluate(recurrence.factor, own),
      let rest = try? evaluator.evaluate(recurrence.rest, own), let before = try? own.previous(target, along: .step)
    else { return value }
    var next = carried[target] ?? Carried(plain: value, from: before)
    let widened = next.widen(value, factor, rest, before, evaluator.precision)
    carried[target] = next
    return widened
  }
}

extension Recipe {
  /// The names of a step's inputs, those that the recipe declares first, in its order.
  func inputOrder(_ names: some Collection<String>) -> [String] {
    let declared = inputs.map(\.name)
    return declared + Set(names).subtracting(declared).sorted()
  }
}

extension Recipe {
  /// The quantities that a formula looks back on further than one step, each with the numbers of steps.
  fileprivate var lookedBackOn: [(Reference, counts: [Node])] {
    let asked = equations.flatMap { $0.formula.node.lookedBackOn }
    return Set(asked.map(\.0)).map { reference in (reference, asked.filter { $0.0 == reference }.map(\.count)) }
  }
}

extension Node {
  /// The quantities whose last few values the formula asks for, and the number of values.
  fileprivate var lookedBackOn: [(Reference, count: Node)] {
    subformulas.compactMap { node in
      guard case .recent(let reference, let count) = node else { return nil }
      return (reference, count)
    }
  }

  /// The quantities whose value one step earlier the formula asks for.
  fileprivate var lookedBackByOne: [String] {
    subformulas.compactMap { node in
      guard case .previous(let reference, along: .step) = node else { return nil }
      return reference.name
    }
  }
}
