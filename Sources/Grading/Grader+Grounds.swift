internal import Diagnosis
internal import GradeModel

extension Grader {
  /// Wrong quantities whose explanation rests on nothing that the program was given: made up from the number of the step
  /// alone, or each from another that is wrong as well, in a circle. What follows from them shows nothing.
  ///
  /// - Parameter found: the explanation of each wrong quantity.
  func ungrounded(_ found: [String: Diagnoser.Finding], among wrong: Set<String>) -> Set<String> {
    var open: [String: Set<String>] = [:]
    for (quantity, finding) in found {
      guard let edit = finding.supposition.edits.first(where: { $0.quantity == quantity }) else { continue }
      let sources = Set(recipe.sources(of: edit.formula)).subtracting([quantity])
      // A constant is a mistake of its own kind: see `isFrozen`.
      if case .number = edit.formula.node { continue }
      if sources.isSubset(of: wrong) { open[quantity] = sources }
    }
    var shrinks = true
    while shrinks {
      shrinks = false
      for (quantity, sources) in open where !sources.isSubset(of: open.keys) {
        open[quantity] = nil
        shrinks = true
      }
    }
    return Set(open.keys)
  }
}
