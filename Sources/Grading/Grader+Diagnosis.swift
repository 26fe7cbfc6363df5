internal import Diagnosis
internal import Equations
internal import GradeModel
internal import Judging
internal import Reference

extension Grader {
  /// Diagnoses each wrong quantity: one explanation for all cases, or a pattern in the numbers, or none.
  ///
  /// - Returns: the explanation of each quantity that has one.
  @discardableResult func explain(
    _ checks: inout [Check], _ examinations: [Examination], effort limit: Diagnoser.Effort? = nil
  ) -> [String: Diagnoser.Finding] {
    let wrong = Set(checks.filter { $0.outcome == .incorrect }.map(\.quantity))
    guard !wrong.isEmpty else { return [:] }
    var explained: [String: Diagnoser.Finding] = [:]
    let wording = DiagnosisWording(recipe)
    for quantity in wrong.sorted() {
      // A draw has no equation.
      if recipe.inputs.contains(where: { $0.name == quantity }) { continue }
      // A quantity that is misshapen in some case has no numbers to go by there.
      let judged = examinations.filter { $0.isPublished(quantity) }
      guard !judged.isEmpty, recipe.formula(of: quantity) != nil else { continue }
      let diagnoser = Diagnoser(judged, edits: edits, effort: limit ?? Diagnoser.Effort())
      if diagnoser.isInnocent(quantity) { continue }
      let finding = diagnoser.explain(quantity)
      if let finding, !finding.isPattern { explained[quantity] = finding }
      let lengths = Set(judged.map(\.inputs.steps))
      let steps = lengths.count == 1 ? lengths.first ?? 0 : 0
      let diagnosis = finding.map { wording.diagnosis($0, steps: steps, cases: judged.count) }
      // Explain a NaN by the formula that the program uses, not by the correct one.
      let supposed = finding.flatMap { found in
        found.supposition.edits.first { $0.quantity == quantity }?.formula
      }
      for index in checks.indices where checks[index].quantity == quantity && checks[index].outcome == .incorrect {
        checks[index].diagnosis = diagnosis
        if let supposed, let own = judged.first(where: { $0.caseID == checks[index].caseID }),
          let found = own.nonFinite(quantity, in: own.trace, supposing: supposed)
        {
          checks[index].finding = .nonFinite(found)
        }
        checks[index].isUnexplained = finding?.isPattern ?? true
      }
    }
    return explained
  }
}
