internal import Equations

/// A network: layers and losses in order of use, each with its own names for the quantities it shares with the others.
///
/// Its way back is derived from the way there. Every layer's own way back is written, and checked against the derived
/// one.
struct Network {
  private(set) var equations: [Equation] = []
  private(set) var axes: [String: [Axis]]
  private(set) var initial: [String: Expression] = [:]
  /// The other forms of its quantities' equations.
  private(set) var forms: [String: [Expression]] = [:]
  private(set) var settings: [Hyperparameter] = []
  /// The requirements of the components that it uses.
  private(set) var requirements: [Requirement] = []
  let inputs: [Input]
  let parameters: [String]

  /// - Parameters:
  ///   - inputs: the inputs of a run.
  ///   - parameters: the learned quantities, with their axes. An equation that names one means its weights before the
  ///     step.
  init(inputs: [Input], parameters: [(name: String, axes: [Axis])]) {
    self.inputs = inputs
    self.parameters = parameters.map(\.name)
    axes = Dictionary(uniqueKeysWithValues: inputs.map { ($0.name, $0.axes) } + parameters)
  }

  init(inputs: [Input], parameters: KeyValuePairs<String, [Axis]>) {
    self.init(inputs: inputs, parameters: parameters.map { ($0.key, $0.value) })
  }

  /// Adds a quantity of the network's own.
  ///
  /// - Parameter axes: inferred if nil; needed for a quantity that its formula only repeats.
  mutating func define(_ name: String, axes declared: [Axis]? = nil, _ formula: Expression) {
    equations.append(quantity(name) ← formula)
    axes[name] = declared ?? inferred(formula, for: name)
  }

  /// Adds the way there of a component.
  ///
  /// - Parameters:
  ///   - prefix: put before the names of quantities that `names` leaves out.
  ///   - names: the component's inputs and outputs as the network calls them.
  ///   - renamed: the component's axes as the network calls them.
  ///   - fixed: the values of some of its settings; the others become the network's.
  mutating func use(
    _ component: Component, _ convention: String? = nil, as prefix: String, _ names: [String: String],
    axes renamed: [Axis: Axis] = [:], settings fixed: [String: Expression] = [:]
  ) {
    guard let recipe = try? component.recipe(convention) else {
      preconditionFailure("\(component.name) has no convention \(convention ?? "")")
    }
    func name(_ own: String) -> String { names[own] ?? "\(prefix).\(own)" }
    func place(_ axis: Axis) -> Axis { renamed[axis] ?? axis }
    let substitution = Substitution(
      quantity: { Reference(name($0.name), of: $0.parameter) }, axis: place,
      setting: { fixed[$0] ?? Equations.setting($0) })
    for equation in recipe.forward.map({ substitution($0) }) {
      equations.append(equation)
      let own = recipe.forward.first { name($0.target.name) == equation.target.name }?.target.name
      axes[equation.target.name] =
        own.flatMap { recipe.axes[$0] }?.map(place) ?? inferred(equation.formula, for: equation.target.name)
    }
    for (own, formula) in recipe.component.initial { initial[name(own)] = substitution(formula) }
    for (own, others) in recipe.namedForms { forms[name(own)] = others.map { substitution($0) } }
    requirements += component.requirements.compactMap { requirement in
      guard requirement.conventions.isEmpty || requirement.conventions.contains(recipe.convention) else { return nil }
      return Requirement(
        requirement.subject, substitution(requirement.left), requirement.relation, substitution(requirement.right))
    }
    let mentioned = recipe.forward.reduce(into: Set<String>()) { $0.formUnion($1.formula.node.settings) }
    settings += component.settings.filter { setting in
      guard mentioned.contains(setting.name), fixed[setting.name] == nil else { return false }
      return !settings.contains { $0.name == setting.name }
    }.map { $0.settled(in: recipe.convention) }
  }

  /// The equations of the gradients, named `d` and the parameter, some of them written by hand.
  ///
  /// Equations that no other uses once some are written are left out.
  ///
  /// - Parameters:
  ///   - loss: the quantity whose slopes they are.
  ///   - wanted: the parameters; all of them if nil.
  ///   - written: the formulas written by hand, by the names of their gradients.
  func gradients(
    of loss: String = "loss", for wanted: [String]? = nil, writing written: [String: Expression] = [:]
  ) -> [Equation] {
    let wanted = wanted ?? parameters
    var equations = derived(of: loss, for: wanted).map { equation in
      written[equation.target.name].map { Equation(equation.target, $0) } ?? equation
    }
    guard !written.isEmpty else { return equations }
    let asked = Set(wanted.map { Reference.gradient(of: $0).name })
    for index in equations.indices.reversed() {
      let name = equations[index].target.name
      let isTaken = equations.contains { $0.formula.node.quantities.contains(name) }
      if !isTaken && !asked.contains(name) { equations.remove(at: index) }
    }
    return equations
  }

  private func derived(of loss: String, for wanted: [String]) -> [Equation] {
    do {
      return try Derivative(axes: axes, initial: initial)
        .equations(of: equations, seeds: [loss: 1], wanted: Set(wanted))
    } catch {
      preconditionFailure("the network has no gradient: \(error)")
    }
  }

  private func inferred(_ formula: Expression, for name: String) -> [Axis] {
    do {
      return try AxisRules(axes: axes).axes(of: formula.node)
    } catch {
      preconditionFailure("the axes of \(name) must be declared: \(error)")
    }
  }
}
