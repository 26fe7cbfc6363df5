internal import Equations
internal import Judging

/// The search for a formula of those parameters alone whose numbers are wrong, if all others follow their equation.
struct OtherParameters {
  private let quantity: WrongQuantity
  private let names: Set<String>

  /// - Returns: nil if all parameters are wrong, or each has an equation of its own.
  init?(_ quantity: WrongQuantity) {
    guard quantity.equations.count == 1, let columns = quantity.columns else { return nil }
    let wrong = Set(columns.filter { $0.isWrong.contains(true) }.map(\.parameter))
    // A case that is wrong as a whole is no matter of parameters, which have other names there perhaps.
    let hasBoth = Dictionary(grouping: columns, by: \.examination.caseID).values.allSatisfy { own in
      let differs = own.filter { wrong.contains($0.parameter) }.count
      return 0 < differs && differs < own.count
    }
    guard hasBoth else { return nil }
    (self.quantity, names) = (quantity, wrong)
  }

  func finding(rows: Int) -> Diagnoser.Finding? {
    let search = FormulaSearch(quantity.examinations, quantity.name, quantity.recipe, rows: rows, only: names)
    let found = search.isSparse ? [] : search.single()
    guard let first = found.first else { return nil }
    return Diagnoser.Finding(
      supposition: supposition(first), alternatives: found.dropFirst().prefix(2).map(supposition),
      evidence: first.evidence, length: first.cost)
  }

  private func supposition(_ found: FormulaSearch.Explanation) -> Diagnoser.Supposition {
    let asWritten = Edit(quantity: quantity.name, formula: quantity.formula, changes: [])
    return Diagnoser.Supposition(
      edits: [asWritten], manner: .sometimes(.parameters(names.sorted()), found.edits[0]))
  }
}
