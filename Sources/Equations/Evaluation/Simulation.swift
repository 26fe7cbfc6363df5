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
  /// True if an axis is cut into windows, so that it has other extents before and after.
  private let hasWindows: Bool
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
    hasWindows = recipe.equations.contains { $0.formula.node.isWindowed }
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
  ///   - base: the same step as it was, in which everything but what is `touched` is known already.
  ///   - step: t, for a program that is supposed to count otherwise than 1, 2, 3, …
  /// - Returns: the environment of this step, in which every formula can be evaluated.
  mutating func follow(
    _ inputs: [String: Value], overriding overrides: [String: Double], published: [String: Value],
    known: [Reference: Value] = [:], touched: Set<String> = [], looksAhead: Bool = false,
    base: StepEnvironment<NumericContext>? = nil, step: Value? = nil
  ) throws(RecipeError) -> StepEnvironment<NumericContext> {
    settle()
    steps += 1
    var environment = environment(step ?? Value(Block(Double(steps))), overrides)
    environment.looksAhead = looksAhead
    if let weights = published["weights"] { environment.after[Reference("weights")] = weights }
    if let base { return try retrace(base.again(environment.context, recipe: recipe), published, touched) }
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
        try value(of: equation, isWalked: passage.direction != nil, in: environment)
      }
      for equation in passage.equations where given[equation.target] == nil {
        try environment.checkUpstream(of: equation.target)
      }
    }
    state = environment.current
    for (reference, counts) in lookedBackOn { try remember(reference, counts, environment) }
    return environment
  }

  /// Advances one step that was made before: only what is touched, and not published, is evaluated.
  private mutating func retrace(
    _ made: StepEnvironment<NumericContext>, _ published: [String: Value], _ touched: Set<String>
  ) throws(RecipeError) -> StepEnvironment<NumericContext> {
    var environment = made
    for passage in passages {
      let isWalked = passage.direction != nil
      let length =
        isWalked ? environment.current[passage.equations[0].target].flatMap { environment.extent(of: $0, .time) } : nil
      let open = passage.only { touched.contains($0.target.name) && self.published($0.target, published) == nil }
      guard let open else { continue }
      try environment.define(open, length: length) { (equation, environment) throws(RecipeError) in
        try value(of: equation, isWalked: isWalked, in: environment)
      }
      for equation in open.equations { try environment.checkUpstream(of: equation.target) }
    }
    state = environment.current
    return environment
  }

  /// An equation's value, with the bounds of its other forms and of all terms of a sum that it carries on.
  private mutating func value(
    of equation: Equation, isWalked: Bool, in environment: StepEnvironment<NumericContext>
  ) throws(RecipeError) -> Value {
    guard !isWalked, let recurrence = recurrences[equation.target] else {
      return try widened(environment.value(of: equation), equation.target, in: environment)
    }
    let value = try value(of: equation, carriedOnBy: recurrence, in: environment)
    return widened(value, equation.target, in: environment)
  }

  /// True if a step that was made before can be made again with other formulas for some quantities by evaluating only what
  /// follows from those: none takes what comes after it, none looks back on several steps, and no axis has two extents.
  func canRetrace(_ recipe: Recipe, changed: Set<String>) -> Bool {
    guard lookedBackOn.isEmpty, !hasWindows else { return false }
    let places = Dictionary(self.recipe.equations.enumerated().map { ($1.target.name, $0) }) { $1 }
    return zip(self.recipe.equations, recipe.equations).enumerated().allSatisfy { place, both in
      let (own, other) = both
      guard changed.contains(own.target.name) else { return true }
      return other.formula.node.lookedBackOn.isEmpty && !other.formula.node.isWindowed
        && Passage.walkAlike(own.formula.node, other.formula.node)
        && other.formula.node.subformulas.allSatisfy { node in
          guard case .quantity(let reference) = node, let taken = places[reference.name] else { return true }
          return taken < place
        }
    }
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

  /// True if axes are cut into windows, or laid out as one.
  fileprivate var isWindowed: Bool {
    subformulas.contains { node in
      switch node {
      case .window, .fold, .merge, .split: true
      default: false
      }
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
