internal import GradeModel

extension Check {
  /// The check of a hidden case as it may be shown: outcome and points, for numbers and places would tell of the inputs.
  ///
  /// A fault of ours is to be understood, and holds nothing of the submission's.
  var redacted: Check {
    let shown: Finding? = outcome == .graderError ? finding : outcome == .correct ? nil : .hidden
    return Check(
      caseID: caseID, quantity: quantity, outcome: outcome, points: points, maximum: maximum, finding: shown)
  }
}
