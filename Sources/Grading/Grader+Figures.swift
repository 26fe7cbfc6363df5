internal import Diagnosis
internal import Equations
internal import GradeModel
internal import Judging
internal import Reference
internal import Traces

extension Grader {
  /// The numbers behind the pictures of a report, from its public cases alone.
  ///
  /// - Parameter checks: those of the judgements, settled.
  func figures(of judgements: Judgements, _ checks: [Check]) -> Figures {
    var figures = Figures()
    let judged = judgements.judged.filter { !$0.graded.isHidden }.map(\.examination)
    guard let first = judged.first else { return figures }
    let wrong = checks.filter { $0.outcome == .incorrect }
    for quantity in recipe.quantities where wrong.contains(where: { $0.quantity == quantity }) {
      guard figures.quantities.count < Figures.mostQuantities else { break }
      guard !figures.quantities.contains(where: { $0.quantity == quantity }) else { continue }
      let cases = judged.filter { one in wrong.contains { $0.quantity == quantity && $0.caseID == one.caseID } }
      let supposed = judgements.found[quantity].flatMap { $0.supposition.edit(behind: quantity) }
      // Not every case shows a mistake to the eye.
      let found = cases.compactMap { $0.figure(of: quantity, supposing: supposed) }
      if let figure = found.max(by: { $0.contrast < $1.contrast }) {
        figures.quantities.append(figure)
      }
    }
    // The case that shows the mistake is the one to draw.
    let shown = figures.quantities.first.flatMap { figure in judged.first { $0.caseID == figure.caseID } } ?? first
    figures.loss = shown.lossFigure
    figures.paths = shown.pathFigure
    return figures
  }
}

extension Diagnoser.Supposition {
  /// The formula that a program is supposed to compute for a quantity, or else for the one step before it that it has wrong;
  /// nil if its mistake is beside the formulas.
  fileprivate func edit(behind quantity: String) -> Edit? {
    guard manner == nil else { return nil }
    return edits.first { $0.quantity == quantity } ?? (edits.count == 1 ? edits[0] : nil)
  }
}

extension QuantityFigure {
  /// The largest distance from what is expected, as a share of the numbers themselves.
  fileprivate var contrast: Double {
    values.map { step in
      let size = abs(step.yours) + abs(step.expected)
      return size > 0 && size.isFinite ? abs(step.yours - step.expected) / size : 0
    }.max() ?? 0
  }
}
