import Intake
import Reporting

/// The sentences of a batch and its gradebook.
extension Wording {
  static func batchEnd(_ count: BatchCount, _ output: String) -> String {
    "\(count.graded) graded, \(count.full) with full marks; \(count.notGraded) not graded, "
      + (count.unreadable > 0 ? "\(count.unreadable) unreadable, " : "") + "\(count.withheld) withheld"
      + (count.unchanged > 0 ? "; \(count.unchanged) unchanged since they were graded" : "")
      + ": \(output)/summary.csv"
  }
  /// Says what an export holds beside what is graded, a line for each.
  static func intake(_ handIns: HandIns, of path: String) -> [String] {
    func some(_ names: [String]) -> String {
      names.prefix(10).map { Visible.line($0, limit: 100) }.joined(separator: ", ") + (names.count > 10 ? ", …" : "")
    }
    func people(_ students: [Student]) -> String { some(students.map { $0.name.isEmpty ? $0.id : $0.name }) }
    var lines: [String] = []
    for reason in LeftAside.Reason.allCases {
      let paths = handIns.leftAside.filter { $0.reason == reason }.map(\.path)
      if !paths.isEmpty { lines.append("gradus: \(paths.count) left aside (\(reason)): \(some(paths))") }
    }
    if !handIns.absent.isEmpty {
      lines.append("gradus: \(handIns.absent.count) of the roster handed in nothing: \(people(handIns.absent))")
    }
    if !handIns.strangers.isEmpty {
      lines.append("gradus: \(handIns.strangers.count) not on the roster: \(people(handIns.strangers))")
    }
    return lines
  }
  static func moved(_ grades: [(name: String, old: Double, new: Double)]) -> String {
    let shown = grades.prefix(5).map { "\(Visible.line($0.name)) \(Figure.points($0.old)) → \(Figure.points($0.new))" }
    let more = grades.count > 5 ? " and \(grades.count - 5) more" : ""
    return "gradus: the assignment, the options or the grader have changed, and with them \(grades.count) "
      + "\(grades.count == 1 ? "grade" : "grades") of unchanged work: \(shown.joined(separator: ", "))\(more)"
  }
  static let sameNumbersTitle = """
    the same wrong numbers to the last bit in all steps, from different texts (a hint to ask, and no proof: who has learned \
    together, or from one page, makes the same mistake):
    """
  static func sameNumbers(_ submissions: [String], _ mistakes: [String]) -> String {
    "  " + submissions.map { Visible.line($0, limit: 100) }.joined(separator: ", ") + " ("
      + mistakes.map { Visible.line($0, limit: 60) }.joined(separator: "; ") + ")"
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
