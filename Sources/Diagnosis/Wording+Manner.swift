internal import Equations

extension DiagnosisWording {
  /// The sentence for a program that makes a mistake outside its formulas.
  package func sentence(_ manner: Manner, of quantity: String) -> String {
    switch manner {
    case .countsFaster(let count):
      "The step counter t is raised \(count) times a step, and reads \(count), \(2 * count), \(3 * count), …: it counts steps, so raise it once a step."
    case .countsElements:
      "The step counter t is raised once for each element; it counts steps, so raise it once a step."
    case .usesChanged(let input):
      "\(quantity) is computed with a \(input) that has been changed before: leave \(input) as it was given, an optimizer changes it afterwards."
    case .sibling(let title, let rule):
      "The numbers of \(quantity) are those of something else: \(title) (\(rule))."
    case .keeps(let sentence): "In the equation of \(quantity): \(sentence)."
    case .excepts(let spot, let remainder):
      "\(quantity) follows its equation everywhere but in \(name(spot))\(clause(remainder, spot))"
    }
  }

  private func name(_ spot: Spot) -> String {
    switch spot {
    case .parameter(let name): "the parameter \(name)"
    case .parameters(let names): "the parameters \(names.dropLast().joined(separator: ", ")) and \(names.last ?? "")"
    case .end(let isLast, let ofSingles):
      "the \(isLast ? "last" : "first") element of each parameter\(ofSingles ? "" : " that has several")"
    case .slice(_, let isLast, let axis): "the \(isLast ? "last" : "first") one of \(axis)"
    }
  }

  private func clause(_ remainder: Manner.Remainder, _ spot: Spot) -> String {
    let areSeveral = if case .parameters = spot { true } else { false }
    return switch remainder {
    case .unchanged:
      areSeveral ? ", which never change: a loop leaves them out." : ", which never changes: a loop leaves it out."
    case .zero: areSeveral ? ", which stay zero: a loop leaves them out." : ", which stays zero: a loop leaves it out."
    case .other: ": look at what is done there."
    }
  }

  func allOthersHold(_ numbers: Int) -> String {
    "The other numbers, \(numbers) that are not zero, are those of the equation."
  }
}
