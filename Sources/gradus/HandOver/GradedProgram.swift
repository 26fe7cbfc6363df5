import Assignments
import PluginHost

/// The program that a grade is of, to be held against the one that an export holds now.
struct GradedProgram {
  private let sources: ReadSubmission
  private let assignment: Assignment?

  /// - Parameters:
  ///   - sources: the submission as it was graded.
  ///   - assignment: `nil` if it cannot be found any more.
  init(_ sources: ReadSubmission, of assignment: Assignment?) {
    (self.sources, self.assignment) = (sources, assignment)
  }

  /// True if the same is handed in at a path. A change of the assignment alone makes no other program.
  func isHandedIn(at path: String) -> Bool {
    // What was taken away was not handed in again.
    if BatchEntry.isGone(path) { return true }
    switch sources {
    case .sources(let graded):
      // Beyond any assignment's bounds: those of the intake hold.
      var bounds = Submission.Bounds()
      (bounds.files, bounds.bytes, bounds.entries) = (100_000, 1 << 28, 1_000_000)
      guard let now = try? Submission(at: path, bounds: bounds) else { return false }
      return graded.isMade(of: now.files)
    case .refused:
      guard let assignment, case .refused = ReadSubmission(at: path, name: path, for: assignment) else { return false }
      return true
    // Something that can be opened now was not graded then.
    case .unreadable: return false
    case .failed: return true
    }
  }
}
