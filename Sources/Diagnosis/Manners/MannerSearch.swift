internal import Equations
internal import Judging

/// Looks for mistakes beside a program's formulas. Each kind offers what may be supposed; one proof decides for all.
struct MannerSearch {
  private let quantity: WrongQuantity
  private let proof: MannerProof

  init(_ quantity: WrongQuantity) {
    self.quantity = quantity
    proof = MannerProof(quantity)
  }

  private typealias Kind = @Sendable (WrongQuantity) -> [SupposedRun]

  /// Kinds that no formula explains better.
  private static let certain: [Kind] = [EarlyReport.runs]
  /// Kinds that are likelier than a formula without a name.
  private static let usual: [Kind] = [Counters.runs, PilingUp.runs]
  /// Kinds that touch every number alike.
  private static let throughout: [Kind] = [
    Counters.runsOfParameters, SharedBuffers.runs, Transposition.runs, LookingAhead.runs, LateReport.runs,
    Multiples.runs, Reordering.runs,
  ]
  /// Kinds that a simple formula may explain as well.
  private static let others: [Kind] = [
    ForeignLists.runs, KernelSlips.runs, Sometimes.runs, ChangedInputs.runs, InputPrecision.runs, KeptStates.runs,
    LateFunctions.runs, Siblings.runs, StaleValues.runs, Misplacements.runs, PilingUp.runsAlongAxes,
    PilingUp.runsUnseen,
  ]

  /// Kinds that one quantity shows for another: what is wrong there is wrong wherever it is taken.
  private static let shared: [Kind] = usual + throughout + [ChangedInputs.runs, StaleValues.runs, PilingUp.runsUnseen]

  /// A manner that the numbers themselves show, whatever formula would fit.
  func certain() -> Diagnoser.Finding? {
    LowPrecision.manner(of: quantity, isCertain: true).map { finding($0, Evidence()) }
      ?? PartialUpdates(quantity).steps().map { finding($0.manner, $0.evidence) }
      ?? PartialUpdates(quantity).untouched().map { finding($0.manner, $0.evidence) } ?? first(Self.certain)
  }
  func usual() -> Diagnoser.Finding? { first(Self.usual) }
  func throughout() -> Diagnoser.Finding? { first(Self.throughout) }
  func others() -> Diagnoser.Finding? { places() ?? first(Self.others) }
  /// Places that are left out.
  func places() -> Diagnoser.Finding? { PartialUpdates(quantity).places().map { finding($0.manner, $0.evidence) } }

  /// Too few digits, where no formula gives the few numbers that there are; or else the smallest pattern that is certain.
  func lastly() -> Diagnoser.Finding? {
    LowPrecision.manner(of: quantity, isCertain: false).map { finding($0, Evidence()) }
      ?? OneNumber.evidence(for: quantity).map { finding(.isConstant, $0) }
      ?? PartialUpdates(quantity).missing().map { finding($0.manner, $0.evidence) }
      ?? PatternSearch(quantity).pattern().map { finding(.pattern($0.pattern), $0.evidence) }
  }

  /// A manner that another quantity has shown already: fewer wrong numbers than usual are enough to know it again.
  func again(_ manner: Manner) -> Diagnoser.Finding? {
    for supposed in Self.shared.flatMap({ $0(quantity) }) where supposed.manner == manner {
      if let evidence = proof.evidence(for: supposed, fewest: 1) { return finding(manner, evidence, supposed.edit) }
    }
    return nil
  }

  private func first(_ kinds: [Kind]) -> Diagnoser.Finding? {
    // A choice has no formula to evaluate.
    if quantity.isChoice { return nil }
    for kind in kinds {
      for supposed in kind(quantity) {
        guard let evidence = proof.evidence(for: supposed) else { continue }
        return finding(supposed.manner, evidence, supposed.edit)
      }
    }
    return nil
  }

  private func finding(_ manner: Manner, _ evidence: Evidence, _ edit: Edit? = nil) -> Diagnoser.Finding {
    let asWritten = Edit(quantity: quantity.name, formula: quantity.formula, changes: [])
    return Diagnoser.Finding(
      supposition: Diagnoser.Supposition(edits: [edit ?? asWritten], manner: manner), alternatives: [],
      evidence: evidence)
  }
}
