package import Equations
internal import Reference
package import Traces

/// A wrong program that was drawn.
package struct DrawnProgram: Sendable {
  /// The generator that drew it.
  package enum Source: Hashable, Sendable {
    case edit(DrawnEdit)
    /// Two slips, in two equations.
    case twoEdits
    case unrelated
    case disturbed

    package var title: String {
      switch self {
      case .edit(let kind): kind.title
      case .twoEdits: "two slips in two equations"
      case .unrelated: "unrelated formulas of a similar shape"
      case .disturbed: "smooth disturbances"
      }
    }
  }

  package let source: Source
  /// The equations that it has in the place of the asked ones.
  package let equations: [Equation]
  private let recipe: Recipe
  private let disturbance: Disturbance?

  /// The program's numbers; nil if it has none, or some are not finite.
  package func trace(_ inputs: RunInputs) -> Trace? {
    let trace = disturbance.map { $0.trace(recipe, inputs) } ?? (try? recipe.trace(inputs))
    guard let trace, trace.series.values.allSatisfy({ $0.values.allSatisfy { abs($0) < 1e100 } }) else { return nil }
    return trace
  }

  /// A program of an assignment's recipe; nil if the draw fits nowhere.
  ///
  /// - Parameter graded: the quantities that earn points.
  init?(_ source: Source, _ recipe: Recipe, graded: Set<String>, seed: UInt64) {
    self.source = source
    let places = recipe.equations.indices.filter { recipe.isOpen(recipe.equations[$0], graded) }
    var first = FormulaDraw(recipe, equation: 0, seed: seed)
    guard let index = first.pick(places) else { return nil }
    func changed(_ index: Int, _ draw: (inout FormulaDraw, Node) -> Node?) -> Equation? {
      var drawn = FormulaDraw(recipe, equation: index, seed: seed &* 31 &+ UInt64(index))
      let own = recipe.equations[index]
      guard let node = draw(&drawn, own.formula.node), node != own.formula.node else { return nil }
      return Equation(own.target, Expression(node))
    }
    var wrong: [Int: Equation] = [:]
    var disturbance: Disturbance?
    switch source {
    case .edit(let kind): wrong[index] = changed(index) { $0.edited($1, kind) }
    case .unrelated: wrong[index] = changed(index) { $0.unrelated(to: $1) }
    case .twoEdits:
      let others = places.filter { recipe.equations[$0].target.name != recipe.equations[index].target.name }
      guard let other = first.pick(others), let kind = first.pick(DrawnEdit.allCases),
        let second = first.pick(DrawnEdit.allCases), let a = changed(index, { $0.edited($1, kind) }),
        let b = changed(other, { $0.edited($1, second) })
      else { return nil }
      wrong = [index: a, other: b]
    case .disturbed:
      let name = recipe.equations[index].target.name
      guard graded.contains(name), recipe.equations(of: name).count == 1 else { return nil }
      disturbance = Disturbance(of: name, seed: seed)
    }
    guard disturbance != nil || !wrong.isEmpty else { return nil }
    self.disturbance = disturbance
    equations = wrong.sorted { $0.key < $1.key }.map(\.value)
    self.recipe = recipe.rewritten(recipe.equations.indices.map { wrong[$0] ?? recipe.equations[$0] })
  }
}

extension Recipe {
  /// True for an equation that a program may get wrong: one that earns points, or a part of a network that is computed.
  fileprivate func isOpen(_ equation: Equation, _ graded: Set<String>) -> Bool {
    let name = equation.target.name
    guard component.choices[name] == nil, !equation.formula.node.operands.isEmpty else { return false }
    if case .gather = equation.formula.node { return false }
    return graded.contains(name) || component.hidden.contains(name)
  }
}
