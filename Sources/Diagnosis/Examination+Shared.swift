internal import Equations
package import Judging

extension Examination {
  /// True if the numbers of a quantity come of a mistake that was found by another's: with the change supposed of what
  /// is not published, the quantity's own equation gives them all.
  package func shares(_ found: Diagnoser.Finding, _ quantity: String) -> Bool {
    let supposition = found.supposition
    guard !supposition.edits.isEmpty, let formula = recipe.formula(of: quantity),
      supposition.edits.allSatisfy({ !isPublished($0.quantity) && $0.isComputed })
    else { return false }
    let supposed = Dictionary(supposition.edits.map { ($0.quantity, $0.formula) }, uniquingKeysWith: { $1 })
    return judge(formula, for: quantity, supposing: supposed)?.holds ?? false
  }
}

extension Edit {
  /// True unless nothing is computed at all: agreement with that would prove nothing.
  fileprivate var isComputed: Bool { !changes.contains { $0 == .zero || $0 == .unchanged } }
}
