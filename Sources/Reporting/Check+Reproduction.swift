import GradeModel

extension Check {
  /// True if a command shows the check again: not of a hidden case, nor where the grader failed.
  var isReproducible: Bool { finding != .hidden && isSound && outcome != .graderError }

  /// The step to look at again; nil if it is not known, or the case has a single one.
  var reproducedStep: Int? {
    guard (shownDivergence?.steps ?? stop?.steps ?? 1) > 1 else { return nil }
    return (divergence.map(\.step) ?? stop?.openStep).flatMap { $0 > 0 ? $0 : nil }
  }
}
