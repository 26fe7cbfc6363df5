internal import Diagnosis
internal import Equations
internal import GradeModel
internal import Judging
internal import Reference

extension Grader {
  /// Wrong quantities whose explanation rests on nothing that the program was given: made up from the number of the step
  /// alone, or each from another that is wrong as well, in a circle. What follows from them shows nothing.
  ///
  /// - Parameter found: the explanation of each wrong quantity.
  func ungrounded(_ found: [String: Diagnoser.Finding], among wrong: Set<String>) -> Set<String> {
    var open: [String: Set<String>] = [:]
    for (quantity, finding) in found {
      if finding.supposition.manner?.standsStill ?? false { open[quantity] = [] }
      // Numbers of some parameters alone may be made up. A run on other inputs tells.
      if case .sometimes(.parameters, _)? = finding.supposition.manner {
        open[quantity] = []
        continue
      }
      // A quantity that is right in part rests on what its wrong numbers rest on.
      guard
        let edit = finding.supposition.manner?.edit
          ?? finding.supposition.edits.first(where: { $0.quantity == quantity })
      else { continue }
      let sources = grounds(of: edit.formula, among: wrong).subtracting([quantity])
      // Standing still is a mistake of its own kind: see `isFrozen`. The weights start as they were given.
      switch edit.formula.node {
      case .number: continue
      case .previous(let reference, along: _) where reference.name == quantity: continue
      default: if quantity == "weights", recipe.sources(of: edit.formula).contains(quantity) { continue }
      }
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

  /// The inputs and the wrong quantities that a formula's numbers come from: what is right itself comes from others.
  private func grounds(of formula: Expression, among wrong: Set<String>) -> Set<String> {
    var grounds: Set<String> = []
    var seen: Set<String> = []
    var open = Array(recipe.sources(of: formula))
    while let source = open.popLast() {
      guard seen.insert(source).inserted else { continue }
      // The weights start as they were given.
      if source != "weights", !wrong.contains(source), let own = recipe.formula(of: source) {
        open += recipe.sources(of: own)
      } else {
        grounds.insert(source)
      }
    }
    return grounds
  }
}

extension Manner {
  /// The formula of the wrong numbers, where only some are.
  fileprivate var edit: Edit? { if case .sometimes(_, let edit) = self { edit } else { nil } }

  /// True if nothing is computed any more from some step on: whatever follows from that shows nothing.
  fileprivate var standsStill: Bool {
    switch self {
    // From the second step on nothing was ever computed: see `isFrozen`.
    case .skips(.steps(.from(let first)), _): first > 2
    case .sometimes(.steps(.from), let edit): !edit.isComputed
    default: false
    }
  }
}
