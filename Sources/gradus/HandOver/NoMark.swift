import GradeModel
import Intake

/// The reason why a student has no mark.
enum NoMark: CaseIterable {
  case nothingHandedIn
  /// A policy asks for the instant of an attempt, and nobody knows it.
  case instantUnknown
  /// It cannot be opened.
  case unreadable
  /// It is another program than the one that was graded.
  case renewed
  /// The batch has not come to it.
  case notReached
  /// A fault of the grader.
  case withheld

  /// Counts those without a mark by their reasons, and names them.
  ///
  /// - Parameter renewed: the submissions that are others than those that were graded.
  static func lines(
    _ marks: [StudentMark], of handIns: HandIns, _ grades: ClassGrades, renewed: Set<String>
  ) -> [String] {
    var attempts: [String: [Attempt]] = [:]
    for attempt in handIns.attempts { for one in attempt.students { attempts[one.id, default: []].append(attempt) } }
    var found: [NoMark: [String]] = [:]
    for mark in marks where mark.mark == nil {
      let own = attempts[mark.student.id] ?? []
      let reason: NoMark =
        own.isEmpty
        ? .nothingHandedIn
        : mark.settlement.credit.obstacle == .instantUnknown
          ? .instantUnknown
          : own.contains { renewed.contains($0.origin) }
            ? .renewed
            : own.contains { $0.fault == nil && grades.reports[$0.origin] == nil }
              ? .notReached : own.contains { $0.fault != nil } ? .unreadable : .withheld
      found[reason, default: []].append(Wording.person(mark.student))
    }
    return allCases.compactMap { reason in found[reason].map { Wording.without(reason, $0) } }
  }
}
