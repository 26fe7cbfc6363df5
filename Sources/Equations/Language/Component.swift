/// A component of the course (an optimizer, a layer, a loss, a schedule) in all conventions that the course knows.
package struct Component: Sendable {
  package let name: String
  package let title: String
  package let kind: Kind
  /// Papers with equation numbers, notes, and the differences of libraries.
  package let sources: [String]
  package let settings: [Hyperparameter]
  /// The first is the default.
  package let conventions: [Convention]
  /// All inputs that a convention may have, at each step or once; see `Recipe.inputs`.
  package let inputs: [Input]
  /// Values before the first step that are not zero.
  package let initial: [String: Expression]
  /// The axes of each quantity of a layer or network, in the order of storage. An optimizer's quantities have those of
  /// the parameter. A gradient has those of its quantity.
  package let axes: [String: [Axis]]
  /// The axes of quantities that differ between conventions.
  private let conventionAxes: [String: [String: [Axis]]]
  /// Intermediate steps, evaluated but not asked of a student.
  package let internals: Set<String>
  /// The quantities of a network whose equations are derived from the way there.
  package let derived: Set<String>
  /// Exact quantities (counters, selected inputs): never rounded, so comparisons are never in doubt.
  package let exact: Set<String>
  /// Quantities that a procedure chooses, each with a formula that is zero for a right choice. Every such choice is as
  /// good as ours.
  package let choices: [String: Expression]
  /// Conditions that tie inputs and settings to one another.
  package let requirements: [Requirement]
  private let equations: @Sendable (_ convention: String) -> [Equation]
  private let backward: @Sendable (_ convention: String) -> [Equation]
  private let forms: @Sendable (_ convention: String) -> [String: [Expression]]
  private let mistakes: @Sendable (_ convention: String) -> [KnownMistake]

  /// - Parameters:
  ///   - equations: the way there, in the order of evaluation.
  ///   - backward: the way back of a layer or a loss, as a lecture writes it.
  ///   - forms: other forms of a quantity's equation that a right program may use, and that round elsewhere.
  ///   - mistakes: the known mistakes; single changes of a formula need no listing.
  package init<Name: ConventionName>(
    name: String, title: String, kind: Kind, conventions: Conventions<Name>,
    @EquationsBuilder equations: @escaping @Sendable (Name) -> [Equation],
    @EquationsBuilder backward: @escaping @Sendable (Name) -> [Equation] = { _ in [] },
    settings: [Hyperparameter] = [], inputs: [Input]? = nil, initial: [Expression: Expression] = [:],
    axes: [Expression: [Axis]] = [:], axesOf conventionAxes: [Name: [Expression: [Axis]]] = [:],
    internals: [Expression] = [], derived: Set<String> = [], exact: [Expression] = [],
    choices: [Expression: Expression] = [:], requirements: [Requirement] = [],
    forms: @escaping @Sendable (Name) -> [Expression: [Expression]] = { _ in [:] }, sources: [String],
    @KnownMistakesBuilder mistakes: @escaping @Sendable (Name) -> [KnownMistake] = { _ in [] }
  ) {
    @Sendable func named<Fact>(_ facts: [Expression: Fact]) -> [String: Fact] {
      Dictionary(uniqueKeysWithValues: facts.map { ($0.key.reference.name, $0.value) })
    }
    func inConvention<Line>(_ lines: @escaping @Sendable (Name) -> [Line]) -> @Sendable (String) -> [Line] {
      { convention in
        guard let name = Name(rawValue: convention) else { preconditionFailure("no convention \(convention)") }
        return lines(name)
      }
    }
    let declared = named(axes)
    self.name = name
    self.title = title
    self.kind = kind
    self.conventions = conventions.all
    self.equations = inConvention(equations)
    self.backward = inConvention(backward)
    self.settings = settings
    self.inputs = (inputs ?? (kind == .optimizer ? [.gradients] : [])).map { $0.inheriting(declared) }
    self.initial = named(initial)
    let given = self.inputs.filter { $0.conventions.isEmpty && !$0.axes.isEmpty }.map { ($0.name, $0.axes) }
    self.axes = declared.merging(given) { $1 }
    self.conventionAxes = Dictionary(
      uniqueKeysWithValues: conventionAxes.map { ($0.key.rawValue, named($0.value)) })
    self.internals = Set(internals.map(\.reference.name))
    self.derived = derived
    self.exact = Set(exact.map(\.reference.name))
    self.choices = named(choices)
    self.requirements = requirements
    self.sources = sources
    self.forms = { convention in Name(rawValue: convention).map { named(forms($0)) } ?? [:] }
    self.mistakes = inConvention(mistakes)
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
    derived = first.derived.union(second.derived)
    exact = first.exact.union(second.exact)
    choices = first.choices.merging(second.choices) { $1 }
    requirements = first.requirements + second.requirements
    // Their formulas are written in names that the composition changes.
    forms = { _ in [:] }
    mistakes = { _ in [] }
    equations = { _ in [] }
    backward = { _ in [] }
  }

  /// Internals that a program cannot report: a network's. An optimizer's may be reported, and are used if they are.
  package var hidden: Set<String> { kind == .optimizer || kind == .schedule ? [] : internals }

  /// The known mistakes of one convention, as its file lists them.
  package func mistakes(in convention: String) -> [KnownMistake] { mistakes(convention) }

  /// The other forms of each quantity's equation, in one convention.
  func forms(in convention: String) -> [String: [Expression]] { forms(convention) }

  /// The axes of each quantity in one convention.
  func axes(in convention: String) -> [String: [Axis]] {
    axes.merging(conventionAxes[convention] ?? [:]) { $1 }
  }

  /// The component in one convention; the default if none is named.
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
