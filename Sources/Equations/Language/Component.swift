/// A component of the course (an optimizer, a layer, a loss, a schedule) in all conventions that the course knows.
package struct Component: Sendable {
  package let name: String
  package let title: String
  package let kind: Kind
  /// Papers with equation numbers, notes, and where libraries differ.
  package let sources: [String]
  package let settings: [Hyperparameter]
  /// The first is the default.
  package let conventions: [Convention]
  /// What the component may be given at each step, or once; see `Recipe.inputs`.
  package let inputs: [Input]
  /// What a quantity is before the first step, where that is not zero.
  package let initial: [String: Expression]
  /// The axes of each quantity of a layer or network, in the order in which it is stored; an optimizer's quantities
  /// have those of the parameter.
  package let axes: [String: [Axis]]
  /// The same, of quantities that have others in one convention than in the next.
  private let conventionAxes: [String: [String: [Axis]]]
  /// Quantities that are steps on the way, evaluated but not asked of a student.
  package let internals: Set<String>
  /// Quantities that are picked from given numbers, or counted: no correct program rounds them, in whatever order it
  /// works, so comparing them leaves no doubt.
  package let exact: Set<String>
  /// Quantities that a procedure chooses, with the property of a right choice: a formula that is then zero. Any choice
  /// that has it is as good as ours.
  package let choices: [String: Expression]
  /// What its inputs and settings owe one another.
  package let requirements: [Requirement]
  /// What markers have seen go wrong and no single change of a formula makes.
  package let mistakes: [KnownMistake]
  private let equations: @Sendable (_ convention: String) -> [Equation]
  private let backward: @Sendable (_ convention: String) -> [Equation]

  /// - Parameter taughtIn: who teaches each convention, where other components have conventions of the same names and so
  ///   cannot leave it to them; no note for those it leaves out.
  package init<Name: ConventionName>(
    name: String, title: String, kind: Kind, sources: [String], settings: [Hyperparameter],
    inputs: [Input]? = nil, initial: [String: Expression] = [:], axes: [String: [Axis]] = [:],
    axesOf conventionAxes: [Name: [String: [Axis]]] = [:],
    internals: Set<String> = [], exact: Set<String> = [], choices: [String: Expression] = [:],
    requirements: [Requirement] = [], mistakes: [KnownMistake] = [], taughtIn: [Name: [String]]? = nil,
    conventions: Name.Type,
    @EquationsBuilder equations: @escaping @Sendable (Name) -> [Equation],
    @EquationsBuilder backward: @escaping @Sendable (Name) -> [Equation] = { _ in [] }
  ) {
    self.name = name
    self.title = title
    self.kind = kind
    self.sources = sources
    self.settings = settings
    self.inputs = inputs ?? (kind == .optimizer ? [.gradients] : [])
    self.initial = initial
    let given = self.inputs.filter { $0.conventions.isEmpty && !$0.axes.isEmpty }.map { ($0.name, $0.axes) }
    self.axes = axes.merging(given) { $1 }
    self.conventionAxes = Dictionary(uniqueKeysWithValues: conventionAxes.map { ($0.key.rawValue, $0.value) })
    self.internals = internals
    self.exact = exact
    self.choices = choices
    self.requirements = requirements
    self.mistakes = mistakes
    self.conventions = Name.allCases.map { name in
      Convention(name: name.rawValue, rule: name.rule, taughtIn: taughtIn.map { $0[name] ?? [] } ?? name.taughtIn)
    }
    func written(_ lines: @escaping @Sendable (Name) -> [Equation]) -> @Sendable (String) -> [Equation] {
      { convention in
        guard let name = Name(rawValue: convention) else { preconditionFailure("no convention \(convention)") }
        return lines(name)
      }
    }
    self.equations = written(equations)
    self.backward = written(backward)
  }

  /// Two components that a recipe joins; see `Recipe.fed(by:_:as:)`.
  init(composing first: Component, with second: Component, settings: [Hyperparameter]) {
    name = "\(first.name)+\(second.name)"
    title = "\(second.title), after \(first.title.prefix(1).lowercased())\(first.title.dropFirst())"
    kind = second.kind
    sources = first.sources + second.sources
    self.settings = settings
    conventions = []
    inputs = first.inputs + second.inputs.filter { input in !first.inputs.contains { $0.name == input.name } }
    initial = first.initial.merging(second.initial) { $1 }
    axes = first.axes.merging(second.axes) { $1 }
    conventionAxes = [:]
    internals = first.internals.union(second.internals)
    exact = first.exact.union(second.exact)
    choices = first.choices.merging(second.choices) { $1 }
    requirements = first.requirements + second.requirements
    // Their formulas are written in names that the composition changes.
    mistakes = []
    equations = { _ in [] }
    backward = { _ in [] }
  }

  /// The axes of each quantity in one convention.
  fileprivate func axes(in convention: String) -> [String: [Axis]] {
    axes.merging(conventionAxes[convention] ?? [:]) { $1 }
  }

  /// The component in one convention; the default where none is named.
  package func recipe(_ convention: String? = nil) throws(RecipeError) -> Recipe {
    let chosen = convention ?? conventions[0].name
    guard conventions.contains(where: { $0.name == chosen }) else {
      throw .unknownConvention(chosen, recipe: name, known: conventions.map(\.name))
    }
    return Recipe(
      component: self, convention: chosen, equations: equations(chosen) + backward(chosen),
      backward: backward(chosen).count)
  }
}

/// One way of writing a component, and who teaches it.
package struct Convention: Sendable, Equatable {
  package let name: String
  /// What sets it apart, in a few words.
  package let rule: String
  /// The lecture notes that teach it, by number: that give its formula or its code, or announce it by its name; empty
  /// where none does.
  package let taughtIn: [String]
}

/// The conventions of a component, declared beside its equations so that none can be forgotten there.
package protocol ConventionName: RawRepresentable<String>, CaseIterable, Hashable, Sendable where AllCases == [Self] {
  var rule: String { get }
  /// None where several components share the conventions: each then says for itself.
  var taughtIn: [String] { get }
}

extension ConventionName {
  package var taughtIn: [String] { [] }
}

/// A component in one convention: equations in the order in which they are evaluated.
package struct Recipe: Sendable {
  package let component: Component
  package let convention: String
  package let equations: [Equation]
  /// How many of the equations, at the end, are the way back as a lecture writes it.
  private let backwardCount: Int

  /// What this convention is given: those of the component's inputs that its equations mention and do not define.
  package let inputs: [Input]
  /// The axes of each quantity, in this convention; see `Component.axes`.
  package let axes: [String: [Axis]]
  /// The quantities that have one value for each parameter; all others have one value for the whole network.
  package let perParameter: Set<String>
  /// The inputs that are the gradient at what an equation defines: their shape is what that turns out to have.
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
    axes = component.axes(in: convention)
      .merging(inputs.map { ($0.name, $0.axes) }.filter { !$1.isEmpty }) { $1 }
    let given = component.inputs.filter(\.isPerParameter).map(\.name)
    perParameter = Scope.perParameter(equations, given: Set(given + ["weights"]))
    upstream = Self.upstream(inputs, defined)
  }

  private static func upstream(_ inputs: [Input], _ defined: Set<String>) -> Set<String> {
    Set(inputs.map(\.name).filter { $0.hasPrefix("d") && defined.contains(String($0.dropFirst())) })
  }

  /// A recipe with the quantities of another, computed otherwise: what it is given and the scope of each stay as they were.
  init(_ original: Recipe, equations: [Equation]) {
    component = original.component
    convention = original.convention
    self.equations = equations
    backwardCount = original.backwardCount
    inputs = original.inputs
    axes = original.axes
    perParameter = original.perParameter
    upstream = original.upstream
  }

  /// The same recipe with some of its quantities handed out instead of computed: gradients asked of a real objective,
  /// say, in place of those of the quadratic that a component comes with.
  package func given(_ quantities: Set<String>) -> Recipe {
    Recipe(
      component: component, convention: convention,
      equations: equations.filter { !quantities.contains($0.target.name) })
  }

  /// The same recipe with more equations after its own: a way back, an optimizer.
  package func appending(_ more: [Equation]) -> Recipe {
    Recipe(component: component, convention: convention, equations: equations + more)
  }

  /// The same way there with another way back.
  package func replacing(backward: [Equation]) -> Recipe {
    Recipe(component: component, convention: convention, equations: forward + backward, backward: backward.count)
  }

  /// The way there: what a layer makes of its inputs, or a loss of a prediction.
  package var forward: [Equation] { Array(equations.dropLast(backwardCount)) }
  /// The way back, as a lecture writes it.
  package var backward: [Equation] { Array(equations.suffix(backwardCount)) }

  package var name: String { component.name }
  /// The parameters that the equations themselves name: those of a network. An optimizer takes any.
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
