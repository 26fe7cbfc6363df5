/// A component in one convention: equations in the order in which they are evaluated.
package struct Recipe: Sendable {
  package let component: Component
  package let convention: String
  package let equations: [Equation]
  /// The number of equations, at the end, that are the way back as a lecture writes it.
  private let backwardCount: Int

  /// The component's inputs that this convention's equations mention and do not define.
  package let inputs: [Input]
  /// The axes of each quantity, in this convention; see `Component.axes`.
  package let axes: [String: [Axis]]
  /// The gradients among the quantities and inputs, each with the quantity that it is the gradient at.
  package let gradients: [String: String]
  /// The quantities that have one value for each parameter; all others have one value for the whole network.
  package let perParameter: Set<String>
  /// The inputs that are the gradient at a defined quantity: their shape is the one that it turns out to have.
  package let upstream: Set<String>

  init(component: Component, convention: String, equations: [Equation], backward: Int = 0) {
    self.component = component
    self.convention = convention
    self.equations = equations
    backwardCount = backward
    let defined = Set(equations.map(\.target.name))
    let starts = component.initial.filter { defined.contains($0.key) }.values
    let mentioned = (equations.map(\.formula) + starts).reduce(into: Set<String>()) { $0.formUnion($1.node.quantities) }
    inputs = component.inputs.filter { input in
      guard input.conventions.isEmpty || input.conventions.contains(convention) else { return false }
      return mentioned.contains(input.name) && !defined.contains(input.name)
    }
    var axes = component.axes(in: convention)
      .merging(inputs.map { ($0.name, $0.axes) }.filter { !$1.isEmpty }) { $1 }
    for target in equations.suffix(backward).map(\.target) where axes[target.name] == nil {
      axes[target.name] = target.gradientOf.flatMap { axes[$0] }
    }
    self.axes = axes
    let sources = equations.map { ($0.target.name, $0.target.gradientOf) } + inputs.map { ($0.name, $0.gradientOf) }
    gradients = sources.reduce(into: [:]) { gradients, entry in gradients[entry.0] = entry.1 }
    let given = component.inputs.filter(\.isPerParameter).map(\.name)
    perParameter = Scope.perParameter(equations, given: Set(given + ["weights"]))
    upstream = Set(inputs.filter { $0.gradientOf.map(defined.contains) ?? false }.map(\.name))
  }

  /// A recipe with the quantities of another, computed otherwise. The inputs and the scope of each quantity stay the
  /// same.
  init(_ original: Recipe, equations: [Equation]) {
    component = original.component
    convention = original.convention
    self.equations = equations
    backwardCount = original.backwardCount
    inputs = original.inputs
    axes = original.axes
    gradients = original.gradients
    perParameter = original.perParameter
    upstream = original.upstream
  }

  /// The same recipe with some of its quantities handed out instead of computed. An example is gradients of a real
  /// objective, in place of those of the quadratic that a component comes with.
  package func given(_ quantities: Set<String>) -> Recipe {
    Recipe(
      component: component, convention: convention,
      equations: equations.filter { !quantities.contains($0.target.name) })
  }

  /// The same way there with another way back.
  package func replacing(backward: [Equation]) -> Recipe {
    Recipe(component: component, convention: convention, equations: forward + backward, backward: backward.count)
  }

  /// The way there: a layer's output from its inputs, or a loss from a prediction.
  package var forward: [Equation] { Array(equations.dropLast(backwardCount)) }
  /// The way back, as a lecture writes it.
  package var backward: [Equation] { Array(equations.suffix(backwardCount)) }

  package var name: String { component.name }
  /// The parameters that the equations themselves name, as a network's do. An optimizer takes any parameters.
  package var parameters: [String] {
    equations.compactMap { $0.target.name == "gradients" ? $0.target.parameter : nil }
  }

  /// The quantities defined, in order.
  package var quantities: [String] { equations.map(\.target.name) }
  /// The quantities asked of a student, in order.
  package var reported: [String] { quantities.filter { !component.internals.contains($0) } }
  package var defaults: [String: Double] {
    Dictionary(uniqueKeysWithValues: component.settings.map { ($0.name, $0.defaultValue(in: convention)) })
  }

  /// The defaults with `overrides` in their place.
  package func settings(_ overrides: [String: Double]) throws(RecipeError) -> [String: Double] {
    var values = defaults
    for (name, value) in overrides.sorted(by: { $0.key < $1.key }) {
      guard let declared = component.settings.first(where: { $0.name == name }) else {
        throw .unknownSetting(name, recipe: self.name, known: component.settings.map(\.name))
      }
      guard declared.domain.contains(value) else {
        throw .settingOutOfRange(name, recipe: self.name, expected: declared.domain.rawValue, value: value)
      }
      values[name] = value
    }
    return values
  }
}
