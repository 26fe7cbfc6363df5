package import Equations
internal import Tensors
internal import Traces

extension RunInputs {
  /// Finds the first requirement that is not met, among those that inputs and settings alone decide.
  func validateRequirements(of recipe: Recipe, _ settings: [String: Double]) throws(RecipeError) {
    for requirement in recipe.component.requirements {
      guard requirement.conventions.isEmpty || requirement.conventions.contains(recipe.convention) else { continue }
      let names = requirement.left.node.quantities.union(requirement.right.node.quantities)
      var values: [String: Value] = [:]
      for name in names { values[name] = given(name, of: recipe) }
      // A quantity that a network computes itself is checked by its own equations.
      guard values.count == names.count else { continue }
      let environment = Given(values: values, settings: settings)
      let (left, right): (Double, Double)
      do {
        left = try Evaluator().evaluate(requirement.left, in: environment).blocks[0].values[0]
        right = try Evaluator().evaluate(requirement.right, in: environment).blocks[0].values[0]
      } catch {
        throw .evaluation(error, recipe: recipe.name, quantity: requirement.subject)
      }
      if requirement.relation.holds(left, right) { continue }
      throw .unmet(
        requirement.subject, recipe: recipe.name, expected: requirement.relation.rawValue + Self.written(right),
        given: Self.written(left))
    }
  }

  /// The axis whose extent a requirement ties to those of others, and the extent that these lead to; nil if it ties none.
  package func tie(_ requirement: Requirement, in recipe: Recipe) -> (axis: Axis, extent: Int)? {
    guard requirement.relation == .equal, case .extent(.quantity, let axis) = requirement.left.node else { return nil }
    var values: [String: Value] = [:]
    for name in requirement.right.node.quantities { values[name] = given(name, of: recipe) }
    let environment = Given(values: values, settings: (try? recipe.settings(settings)) ?? [:])
    guard let extent = try? Evaluator().evaluate(requirement.right, in: environment).blocks[0].values[0] else {
      return nil
    }
    return (axis, Int(extent))
  }

  private static func written(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)"
  }

  /// An input, or a network's parameter, as the equations see it.
  private func given(_ name: String, of recipe: Recipe) -> Value? {
    if let input = recipe.inputs.first(where: { $0.name == name }) { return value(input, at: 0) }
    guard let tensor = parameters[name], let axes = recipe.axes[name] else { return nil }
    return Value(Block(axes: axes, shape: tensor.shape, values: tensor.values))
  }
}

/// The inputs of a run, before its first step.
private struct Given: Environment {
  let values: [String: Value]
  let settings: [String: Double]

  var step: Value { Value(Block(1)) }

  func value(of reference: Reference) throws(EvaluationError) -> Value {
    guard let value = values[reference.name] else { throw .unknownQuantity(reference) }
    return value
  }
  func previous(_ reference: Reference, along axis: Axis) throws(EvaluationError) -> Value {
    throw .unknownQuantity(reference)
  }
  func next(_ reference: Reference, along axis: Axis) throws(EvaluationError) -> Value {
    throw .unknownQuantity(reference)
  }
  func setting(_ name: String) throws(EvaluationError) -> Value {
    guard let value = settings[name] else { throw .unknownSetting(name) }
    return Value(Block(value))
  }
}
