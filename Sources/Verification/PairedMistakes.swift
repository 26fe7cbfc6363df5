internal import Diagnosis
internal import Equations
internal import Grading
internal import Reference
internal import Tensors

/// Programs with two mistakes, drawn from the changes of all equations that are asked for.
struct PairedMistakes {
  private let grader: Grader

  init(_ grader: Grader) { self.grader = grader }

  /// Draws pairs: the first of all single changes, the second of another equation's, or of those of the changed equation
  /// itself. None occurs twice; an assignment of few changes has fewer pairs than asked for.
  func sample(_ count: Int) -> [SimulatedMistake] {
    let recipe = grader.recipe
    let singles = SimulatedMistake.all(grader).filter { $0.place != nil }
    let equations = Array(Set(singles.compactMap(\.place))).sorted()
    guard !equations.isEmpty else { return [] }
    let operators = EditOperators(recipe)
    var generator = SeededGenerator(seed: 2)
    var found: [SimulatedMistake] = []
    var seen: Set<[Expression]> = []
    // Most draws are new, unless there are hardly any pairs.
    for _ in 0..<(4 * count) where found.count < count {
      guard let first = singles.randomElement(using: &generator), let place = first.place, let edit = first.edit,
        let other = equations.randomElement(using: &generator)
      else { break }
      let partner = other == place ? nil : singles.filter { $0.place == other }.randomElement(using: &generator)
      let again = operators.edits(of: edit.formula, for: edit.quantity)
      guard let second = partner?.edit ?? again.randomElement(using: &generator) else { continue }
      // A change of what the first one has put in is no mistake of its own, and may undo it: the two are to be made in
      // either order.
      if partner == nil {
        let alone = singles.filter { $0.place == place }.compactMap(\.edit).filter { $0.changes == second.changes }
        let isOrdered = !alone.contains { other in
          operators.edits(of: other.formula, for: edit.quantity).contains { $0.formula == second.formula }
        }
        if isOrdered { continue }
      }
      var changed = recipe.equations
      changed[place] = Equation(changed[place].target, edit.formula)
      changed[other] = Equation(changed[other].target, second.formula)
      guard seen.insert(changed.map(\.formula)).inserted else { continue }
      var both = pair(edit, second, changed)
      if let partner { both.parts = [first, partner] }
      found.append(both)
    }
    return found
  }

  private func pair(_ first: Edit, _ second: Edit, _ changed: [Equation]) -> SimulatedMistake {
    let recipe = grader.recipe
    let wording = DiagnosisWording(recipe)
    return SimulatedMistake(
      sentence: "\(wording.sentence(for: first)) \(wording.sentence(for: second))", equations: changed,
      touched: recipe.dependents(of: [first.quantity, second.quantity])
    ) { try? recipe.rewritten(changed).trace($0) }
  }
}
