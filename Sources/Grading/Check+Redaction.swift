internal import GradeModel

extension Check {
  /// The check of a hidden case as it may be shown: outcome and points only, because numbers and places would reveal
  /// the inputs.
  ///
  /// A fault of ours keeps its finding, so that it can be understood; the finding holds nothing of the submission's.
  var redacted: Check {
    let shown: Finding? = outcome == .graderError ? finding : outcome == .correct ? nil : .hidden
    return Check(
      caseID: caseID, quantity: quantity, outcome: outcome, points: points, maximum: maximum, finding: shown)
  }
}
