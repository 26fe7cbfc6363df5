import Reporting

/// The sentences of a batch and its gradebook.
extension Wording {
  static func batchEnd(_ count: BatchCount, _ output: String) -> String {
    "\(count.graded) graded, \(count.full) with full marks; \(count.notGraded) not graded, \(count.withheld) withheld"
      + (count.unchanged > 0 ? "; \(count.unchanged) unchanged since they were graded" : "")
      + ": \(output)/summary.csv"
  }
  static func interrupted(_ finished: Int, of all: Int, _ output: String) -> String {
    "gradus: ended early: \(finished) of \(all) are graded and kept in \(output); the same command goes on"
  }
  static func folderInUse(_ output: String) -> String {
    "another gradus is at work in \(output): wait for its end, or expected another folder"
  }
  static func movedFolder(_ output: String) -> String {
    "\(output) was moved or replaced while its gradebook was opened: nothing is done"
  }
  static func noStudent(_ name: String, _ known: [String]) -> String {
    "the gradebook has nothing of \(Visible.line(name)): expected a submission's name, such as "
      + known.map { Visible.line($0, limit: 100) }.joined(separator: ", ")
  }
  static func adjusted(_ row: SummaryCSV.Row) -> String {
    "\(Visible.line(row.submission)): \(row.pointsText) of \(row.maximumText) points"
  }
  static func noMistake(_ name: String, _ known: [String]) -> String {
    "nobody makes the mistake '\(Visible.line(name))': expected a name that gradus class shows"
      + (known.isEmpty ? "" : ", such as " + known.map { "'\(Visible.line($0, limit: 100))'" }.joined(separator: ", "))
  }
  static func commented(_ count: Int) -> String {
    "said to \(count) \(count == 1 ? "submission" : "submissions"), and to all who make this mistake later"
  }
  static let noBatch = "the gradebook has no batch yet: expected a folder that gradus batch has written to"
}
