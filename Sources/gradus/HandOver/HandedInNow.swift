import Assignments
import Gradebook
import Intake
import PluginHost

/// The submissions of an export as they are now, beside what a gradebook keeps of them.
struct HandedInNow {
  private let entries: [String: BatchEntry]
  private let assignment: Assignment
  private let gradebook: Gradebook

  /// - Parameter handIns: under the names of the export.
  init(_ handIns: HandIns, _ assignment: Assignment, _ gradebook: Gradebook) {
    entries = Dictionary(BatchEntry.all(handIns).map { ($0.name, $0) }) { first, _ in first }
    (self.assignment, self.gradebook) = (assignment, gradebook)
  }

  /// True if a submission is another program than the one that was graded, or if one of the two is none.
  func isOther(_ name: String, digest: String, grading: Int64) throws(Failure) -> Bool {
    guard let entry = entries[name] else { return false }
    let now = entry.read(by: assignment)
    // A submission that is not there was not handed in again.
    if SHA256.digest(of: try now.document.utf8) == digest || entry.isGone { return false }
    if case .sources = now { return true }
    // Why there is no program may be worded otherwise than then.
    let kept = try Failure.ofGradebook { () throws(GradebookError) in try gradebook.grading(grading) }
    guard case .sources = try? ReadSubmission(document: kept.sources) else { return false }
    return true
  }
}
