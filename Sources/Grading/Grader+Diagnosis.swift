package import Diagnosis
package import Equations
package import GradeModel
package import Judging
internal import Reference

extension Grader {
  /// Diagnoses each wrong quantity: one explanation for all cases, or a pattern in the numbers, or none.
  ///
  /// - Parameter note: takes down what is found for each wrong quantity, a pattern and another quantity's explanation
  ///   included, and the recipe that it is a change of: one with what was told before, if it is beyond that.
  /// - Returns: the explanation of each quantity that has one.
  @discardableResult package func explain(
    _ checks: inout [Check], _ examinations: [Examination], effort limit: Diagnoser.Effort? = nil,
    noting note: (String, Diagnoser.Finding?, Recipe) -> Void = { _, _, _ in }
  ) -> [String: Diagnoser.Finding] {
    let wrong = Set(checks.filter { $0.outcome == .incorrect }.map(\.quantity))
    guard !wrong.isEmpty else { return [:] }
    var explained: [String: Diagnoser.Finding] = [:]
    // In the order of the equations: a change found in what nobody reports is carried on to what follows from it.
    let order = recipe.quantities.unique
    var carried: Diagnoser.Finding?
    for quantity in wrong.sorted(by: { (order.firstIndex(of: $0) ?? 0, $0) < (order.firstIndex(of: $1) ?? 0, $1) }) {
      // A draw has no equation.
      if recipe.inputs.contains(where: { $0.name == quantity }) { continue }
      // A quantity that is misshapen in some case has no numbers to go by there.
      let judged = examinations.filter { $0.isPublished(quantity) }
      guard !judged.isEmpty, recipe.formula(of: quantity) != nil else { continue }
      let effort = limit ?? Diagnoser.Effort()
      let diagnoser = Diagnoser(judged, edits: edits, effort: effort)
      if diagnoser.isInnocent(quantity) { continue }
      if let carried, judged.allSatisfy({ $0.shares(carried, quantity) }) {
        note(quantity, carried, recipe)
        continue
      }
      let further = carried.flatMap { beyond($0, quantity, judged, effort) }
      var found = further?.finding ?? diagnoser.explain(quantity)
      if found?.isPattern ?? true {
        let manners = order.compactMap { explained[$0]?.supposition.manner }
        found = manners.lazy.compactMap { diagnoser.explain(quantity, by: $0) }.first ?? found
      }
      let finding = found.flatMap { isHollow($0, quantity, judged) ? nil : $0 }
      note(quantity, finding, further?.recipe ?? recipe)
      if let finding, !finding.isPattern { explained[quantity] = finding }
      if carried == nil, let finding, judged.count == examinations.count,
        finding.isUnpublished(besides: judged[0].isPublished)
      {
        carried = finding
      }
      let lengths = Set(judged.map(\.inputs.steps))
      let steps = lengths.count == 1 ? lengths.first ?? 0 : 0
      // A case in which the quantity has no numbers proves nothing, and is told nothing of them.
      let proven = Set(judged.map(\.caseID))
      let judgesAll = checks.allSatisfy { $0.quantity != quantity || proven.contains($0.caseID) }
      let wording = DiagnosisWording(recipe, judgesAll: judgesAll)
      let diagnosis = finding.map { wording.diagnosis($0, steps: steps, cases: judged.count) }
      // Explain a NaN by the formula that the program uses, not by the correct one.
      let supposed = finding.flatMap { found in
        found.supposition.edits.first { $0.quantity == quantity }?.formula
      }
      for index in checks.indices
      where checks[index].quantity == quantity && checks[index].outcome == .incorrect
        && proven.contains(checks[index].caseID)
      {
        checks[index].diagnosis = diagnosis
        if let supposed, let own = judged.first(where: { $0.caseID == checks[index].caseID }),
          let found = own.nonFinite(quantity, in: own.trace, supposing: supposed)
        {
          checks[index].finding = .nonFinite(found)
        }
        checks[index].isUnexplained = finding?.isPattern ?? true
      }
    }
    dropCircular(&explained, &checks)
    return explained
  }

  /// Takes back explanations of two wrong quantities by each other: what they share explains neither.
  private func dropCircular(_ explained: inout [String: Diagnoser.Finding], _ checks: inout [Check]) {
    let taken = explained.reduce(into: [String: Set<String>]()) {
      $0[$1.key] = Set(invented(in: $1.value, for: $1.key))
    }
    let circular = taken.keys.filter { quantity in
      (taken[quantity] ?? []).contains { taken[$0]?.contains(quantity) ?? false }
    }
    for quantity in circular {
      explained[quantity] = nil
      for index in checks.indices where checks[index].quantity == quantity && checks[index].diagnosis != nil {
        checks[index].diagnosis = nil
        checks[index].isUnexplained = true
      }
    }
  }

  /// The quantities that an explanation takes in, and the asked equation does not.
  private func invented(in finding: Diagnoser.Finding, for quantity: String) -> [String] {
    let own = Set(recipe.equations(of: quantity).flatMap { recipe.sources(of: $0.formula) }).union([quantity])
    return finding.supposition.edits.filter { $0.quantity == quantity }
      .flatMap { recipe.sources(of: $0.formula) }.filter { !own.contains($0) }
  }

  /// True if an explanation takes in another quantity that is not finite as early as the one it explains. Then NaN
  /// explains NaN, and anything would.
  private func isHollow(_ finding: Diagnoser.Finding, _ quantity: String, _ judged: [Examination]) -> Bool {
    let invented = invented(in: finding, for: quantity)
    return judged.contains { one in
      guard let first = Structure.firstNonFinite(quantity, in: one.trace) else { return false }
      return invented.contains { Structure.firstNonFinite($0, in: one.trace).map { $0.step <= first.step } ?? false }
    }
  }

  /// The explanation of a quantity in a program that has another mistake before it, in what is not published, and the
  /// recipe with that one.
  private func beyond(
    _ carried: Diagnoser.Finding, _ quantity: String, _ judged: [Examination], _ effort: Diagnoser.Effort
  ) -> (finding: Diagnoser.Finding, recipe: Recipe)? {
    let supposed = carried.supposition.formulas
    guard !recipe.dependents(of: Set(supposed.keys)).isDisjoint(with: [quantity]) else { return nil }
    let named = recipe.namingSupposed(supposed)
    for formulas in named == supposed ? [supposed] : [named, supposed] {
      let changed = formulas.reduce(recipe) { $0.replacing($1.key, by: $1.value) }
      let others = judged.compactMap { $0.supposing(changed) }
      guard others.count == judged.count else { continue }
      if let finding = Diagnoser(others, edits: edits, effort: effort).explain(quantity), !finding.isPattern {
        return (finding, changed)
      }
    }
    return nil
  }
}

extension Diagnoser.Finding {
  /// True if it is a change of formulas that are not published, and nothing else.
  fileprivate func isUnpublished(besides isPublished: (String) -> Bool) -> Bool {
    supposition.manner == nil && !supposition.edits.isEmpty
      && supposition.edits.allSatisfy { !isPublished($0.quantity) && $0.isComputed }
  }
}
