import Assignments
import GradeModel

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Cases drawn from a course's secret, and what may be said of them.
enum HiddenSeed {
  /// The assignment with hidden cases, where there is a secret.
  static func adding(_ path: String?, to assignment: Assignment) throws(Failure) -> Assignment {
    guard let path else { return assignment }
    guard let secret = FileManager.default.contents(atPath: path) else {
      throw .usage(Wording.unreadableSecret(path))
    }
    do {
      return try assignment.addingHiddenCases(secret: Array(secret))
    } catch {
      throw .usage(Wording.badSecret(path, "\(error)"))
    }
  }

  /// The checks with nothing in those of hidden cases but outcome and points: numbers and places would tell of the inputs.
  static func withoutDetails(_ checks: [Check], of assignment: Assignment) -> [Check] {
    let hidden = Set(assignment.cases.filter(\.isHidden).map(\.id))
    return checks.map { check in
      // A fault of ours is to be understood, and holds nothing of the submission's.
      guard hidden.contains(check.caseID), check.outcome != .graderError else { return check }
      var bare = check
      bare.message = check.outcome == .correct ? "" : Wording.hiddenCase(check.outcome)
      bare.explanation = []
      bare.place = nil
      bare.divergence = nil
      bare.equationDivergence = nil
      bare.distances = nil
      bare.diagnosis = nil
      return bare
    }
  }
}
