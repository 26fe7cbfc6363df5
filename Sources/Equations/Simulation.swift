/// A recipe running step by step: its state is the last value of each quantity, a step is a function of it.
package struct Simulation {
  package let recipe: Recipe
  private let evaluator: Evaluator
  private let settings: [String: Double]
  private let initial: [String: Value]
  private var state: [Reference: Value]
  private var steps = 0

  /// - Parameters:
  ///   - settings: every hyperparameter of the recipe, see `Recipe.settings(_:)`.
  ///   - weights: the parameters at the start, a block each.
  package init(
    _ recipe: Recipe, settings: [String: Double], weights: [Block], evaluator: Evaluator = Evaluator()
  ) throws(EvaluationError) {
    self.recipe = recipe
    self.settings = settings
    self.evaluator = evaluator
    state = [Reference("weights"): Value(perParameter: weights)]
    // Whatever a quantity is before the first step has the shape of the weights, or is a scalar.
    let zeros = Value(
      perParameter: weights.map { Block(axes: $0.axes, shape: $0.shape, values: $0.values.map { _ in 0 }) })
    var initial = ["": zeros]
    let start = StepEnvironment(
      settings: settings, current: [:], before: [:], initial: initial, step: Value(Block(0)))
    for (name, formula) in recipe.component.initial {
      initial[name] = try zeros.combined(with: evaluator.evaluate(formula, in: start)) {
        (a, b) throws(EvaluationError) in try evaluator.apply(.add, a, b)
      }
    }
    self.initial = initial
  }

  /// Advances one step.
  ///
  /// - Parameters:
  ///   - inputs: what the step is given, `gradients` for an optimizer.
  ///   - overrides: settings that a schedule gives for this step.
  /// - Returns: each quantity defined, in the order of the equations.
  package mutating func step(
    _ inputs: [String: Value], overriding overrides: [String: Double] = [:]
  ) throws(RecipeError) -> [(name: String, value: Value)] {
    steps += 1
    var current: [Reference: Value] = [:]
    for (name, value) in inputs { current[Reference(name)] = value }
    var results: [(name: String, value: Value)] = []
    for equation in recipe.equations {
      let environment = StepEnvironment(
        settings: settings.merging(overrides) { $1 }, current: current, before: state, initial: initial,
        step: Value(Block(Double(steps))))
      let value: Value
      do {
        value = try evaluator.evaluate(equation.formula, in: environment)
      } catch {
        throw .evaluation(error, recipe: recipe.name, quantity: equation.target.name)
      }
      current[equation.target] = value
      results.append((equation.target.name, value))
    }
    state = current
    return results
  }
}

/// The leaves of a step of a running reference.
private struct StepEnvironment: Environment {
  let settings: [String: Double]
  let current: [Reference: Value]
  let before: [Reference: Value]
  let initial: [String: Value]
  let step: Value

  func value(of reference: Reference) throws(EvaluationError) -> Value {
    guard let value = current[reference] else { throw .unknownQuantity(reference) }
    return value
  }

  func previous(_ reference: Reference, along axis: Axis) throws(EvaluationError) -> Value {
    if let value = before[reference] { return value }
    // At the first step nothing came before; later, a quantity that never was is a fault of the recipe.
    guard step.blocks[0].values[0] <= 1, let value = initial[reference.name] ?? initial[""] else {
      throw .unknownQuantity(reference)
    }
    return value
  }

  func next(_ reference: Reference, along axis: Axis) throws(EvaluationError) -> Value {
    throw .unknownQuantity(reference)
  }

  func setting(_ name: String) throws(EvaluationError) -> Value {
    guard let value = settings[name] else { throw .unknownSetting(name) }
    return Value(Block(value))
  }
}
