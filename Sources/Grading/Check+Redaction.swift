internal import GradeModel

extension Check {
  /// The check of a hidden case as it may be shown: outcome and points only, because numbers and places would reveal
  /// the inputs.
  ///
  /// A fault of ours keeps its finding, so that it can be understood; the finding holds nothing of the submission's.
  ///
  /// The points of a stopped run are rounded down to tenths of the maximum: exact ones would tell how many steps the case has,
  /// and let a program say a number by the step that it stops in.
  var redacted: Check {
    let shown: Finding? = outcome == .graderError ? finding : outcome == .correct ? nil : .hidden
    let kept = outcome.keepsSteps && maximum > 0 ? (10 * points / maximum).rounded(.down) / 10 * maximum : points
    return Check(
      caseID: caseID, quantity: quantity, outcome: outcome, points: kept, maximum: maximum, finding: shown)
  }
}
