internal import Diagnosis
internal import Equations
internal import GradeModel
internal import Judging
internal import Reference

extension Grader {
  /// Diagnoses each wrong quantity: one explanation for all cases, or none.
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
      let finding = diagnoser.explain(quantity).flatMap { isHollow($0, quantity, judged) ? nil : $0 }
      explained[quantity] = finding
      let lengths = Set(judged.map(\.inputs.steps))
      let steps = lengths.count == 1 ? lengths.first ?? 0 : 0
      let diagnosis = finding.map { wording.diagnosis($0, steps: steps, cases: judged.count) }
      // Explain a NaN by the formula that the program uses, not by the correct one.
      let supposed = finding.flatMap { found in
        found.supposition.rounding == nil && found.supposition.habit == .none
          ? found.supposition.edits.first { $0.quantity == quantity }?.formula : nil
      }
      for index in checks.indices where checks[index].quantity == quantity && checks[index].outcome == .incorrect {
        checks[index].diagnosis = diagnosis
        if let supposed, let own = judged.first(where: { $0.caseID == checks[index].caseID }),
          let found = own.nonFinite(quantity, in: own.trace, supposing: supposed)
        {
          checks[index].finding = .nonFinite(found)
        }
        checks[index].isUnexplained = diagnosis == nil
      }
    }
    return explained
  }

  /// True if an explanation takes in another quantity that is not finite as early as the one it explains. Then NaN
  /// explains NaN, and anything would.
  private func isHollow(_ finding: Diagnoser.Finding, _ quantity: String, _ judged: [Examination]) -> Bool {
    let own = Set(recipe.equations(of: quantity).flatMap { recipe.sources(of: $0.formula) }).union([quantity])
    let invented = finding.supposition.edits.filter { $0.quantity == quantity }
      .flatMap { recipe.sources(of: $0.formula) }.filter { !own.contains($0) }
    return judged.contains { one in
      guard let first = Structure.firstNonFinite(quantity, in: one.trace) else { return false }
      return invented.contains { Structure.firstNonFinite($0, in: one.trace).map { $0.step <= first.step } ?? false }
    }
  }
}
