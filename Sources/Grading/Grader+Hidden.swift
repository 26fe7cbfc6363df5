internal import Assignments
internal import GradeModel

extension Grader {
  /// Moves all points to the hidden cases, and holds each quantity there to the share of its points that it earns in the
  /// public ones: a mistake that a public case shows costs what it costs without a secret, wherever it does not show.
  ///
  /// A stopped run has its tenths before and after: the share of its steps must not show in the points of another case.
  func holdToPublic(_ result: inout Result) {
    let hidden = Set(assignment.cases.filter(\.isHidden).map(\.id))
    guard !hidden.isEmpty else { return }
    for quantity in assignment.quantities where quantity.points > 0 {
      let own = result.checks.indices.filter { result.checks[$0].quantity == quantity.name }
      func earned(_ isHidden: Bool) -> Double {
        own.filter { hidden.contains(result.checks[$0].caseID) == isHidden }.reduce(0) { $0 + result.checks[$1].points }
      }
      let (most, reached) = (earned(false), earned(true))
      guard !reached.isAtMost(most) else { continue }
      for index in own where hidden.contains(result.checks[index].caseID) {
        result.checks[index].points *= most / reached
        guard result.checks[index].outcome.keepsSteps else { continue }
        result.checks[index].points = result.checks[index].points.inTenths(of: result.checks[index].maximum)
      }
      result.notes.append(.heldToPublicCases(quantity.name))
    }
    for index in result.checks.indices where !hidden.contains(result.checks[index].caseID) {
      (result.checks[index].points, result.checks[index].maximum) = (0, 0)
    }
  }
}
