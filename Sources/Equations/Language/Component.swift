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
  /// Everything that a convention may be given, at each step or once; see `Recipe.inputs`.
  package let inputs: [Input]
  /// Values before the first step that are not zero.
  package let initial: [String: Expression]
  /// The axes of each quantity of a layer or network, in the order in which it is stored; an optimizer's quantities
  /// have those of the parameter, a gradient those of the quantity that it is the gradient at.
  package let axes: [String: [Axis]]
  /// The same, of quantities that have others in one convention than in the next.
  private let conventionAxes: [String: [String: [Axis]]]
  /// Steps on the way, evaluated but not asked of a student.
  package let internals: Set<String>
  /// Those of a network's quantities whose equations are worked out from the way there.
  package let derived: Set<String>
  /// Quantities that are picked from given numbers, or counted: never rounded, so comparing them leaves no doubt.
  package let exact: Set<String>
  /// Quantities that a procedure chooses, with the property of a right choice: a formula that is then zero. Any choice
  /// that has it is as good as ours.
  package let choices: [String: Expression]
  /// Conditions that tie inputs and settings to one another.
  package let requirements: [Requirement]
  private let equations: @Sendable (_ convention: String) -> [Equation]
  private let backward: @Sendable (_ convention: String) -> [Equation]
  private let mistakes: @Sendable (_ convention: String) -> [KnownMistake]

  /// - Parameters:
  ///   - equations: the way there, in the order of evaluation.
  ///   - backward: the way back of a layer or a loss, as a lecture writes it.
  ///   - mistakes: those that are known to be made; single changes of a formula need no listing.
  package init<Name: ConventionName>(
    name: String, title: String, kind: Kind, conventions: Conventions<Name>,
    @EquationsBuilder equations: @escaping @Sendable (Name) -> [Equation],
    @EquationsBuilder backward: @escaping @Sendable (Name) -> [Equation] = { _ in [] },
    settings: [Hyperparameter] = [], inputs: [Input]? = nil, initial: [Expression: Expression] = [:],
    axes: [Expression: [Axis]] = [:], axesOf conventionAxes: [Name: [Expression: [Axis]]] = [:],
    internals: [Expression] = [], derived: Set<String> = [], exact: [Expression] = [],
    choices: [Expression: Expression] = [:], requirements: [Requirement] = [], sources: [String],
    @KnownMistakesBuilder mistakes: @escaping @Sendable (Name) -> [KnownMistake] = { _ in [] }
  ) {
    func named<Fact>(_ facts: [Expression: Fact]) -> [String: Fact] {
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
    mistakes = { _ in [] }
    equations = { _ in [] }
    backward = { _ in [] }
  }

  /// Internals that a program cannot report: a network's. An optimizer's may be reported, and are then used.
  package var hidden: Set<String> { kind == .optimizer || kind == .schedule ? [] : internals }

  /// The known mistakes of one convention, as its file lists them.
  package func mistakes(in convention: String) -> [KnownMistake] { mistakes(convention) }

  /// The axes of each quantity in one convention.
  func axes(in convention: String) -> [String: [Axis]] {
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
