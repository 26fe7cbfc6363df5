internal import Assignments
internal import Diagnosis
internal import Equations
internal import GradeModel
internal import Judging
internal import Reference

extension Grader {
  /// The most points that runs can earn, whatever their mistakes turn out to be. No mistake is looked for, which is most of the
  /// work of judging: an explanation may give marks back, and what agreement with wrong values has to prove only takes them.
  ///
  /// Hidden cases are not in it: infinity if there are any.
  package func mostPoints(_ runs: Runs) -> Double {
    if assignment.cases.contains(where: \.isHidden) { return .infinity }
    let (checks, judged) = examine(runs, hidden: false, choicesAtLength(runs, hidden: false), besides: [])
    return judged.reduce(checks.reduce(0) { $0 + $1.points }) { most, one in
      most + mostForgiven(checks.filter { $0.caseID == one.graded.id }, one.examination)
    }
  }

  /// The most points that wrong quantities of one case may be given back: see `forgiveShared` and `forgiveNotFinite`.
  private func mostForgiven(_ checks: [Check], _ examination: Examination) -> Double {
    // The author's tolerance forgives nothing.
    if assignment.comparison != nil { return 0 }
    let wrong = checks.filter { $0.outcome == .incorrect }
    // Shared is the change of a step that is not published, by another quantity that it reaches: also one in whose formula the
    // step stands written out, see `namingSupposed`.
    let steps = Set(recipe.quantities.filter { !examination.isPublished($0) })
    let formulas = steps.reduce(into: [:]) { $0[$1] = recipe.equations(of: $1).first?.formula }
    let reached = recipe.dependents(of: steps.union(recipe.namingSupposed(formulas).keys))
    return wrong.reduce(0) { most, check in
      let mayShare = wrong.contains { $0.quantity != check.quantity && reached.contains($0.quantity) }
      let isFinite = Structure.firstNonFinite(check.quantity, in: examination.trace) == nil && !check.isNotFinite
      return most + (mayShare || !isFinite ? check.maximum * assignment.followThrough : 0)
    }
  }
}

extension Check {
  fileprivate var isNotFinite: Bool { if case .nonFinite? = finding { true } else { false } }
}
