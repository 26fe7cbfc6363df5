import GradeModel
import Gradebook
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
  /// Names those who have no grade, and says why they have none.
  static func withoutGrade(_ rows: [SummaryCSV.Row]) -> [String] {
    func line(_ codes: Set<ExitCode>, _ reason: String) -> String? {
      let names = rows.filter { codes.contains($0.exitCode) }.map(\.submission)
      if names.isEmpty { return nil }
      let shown = names.prefix(10).map { Visible.line($0, limit: 100) }.joined(separator: ", ")
      return "gradus: \(names.count) \(reason): \(shown)\(names.count > 10 ? ", …" : "")"
    }
    return [
      line([.unreadable], "unreadable, for a person to open"),
      line([.graderError, .usage], "withheld, by a fault of the grader"),
    ].compactMap { $0 }
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
  /// Names every grade of unchanged work that is another now, and every one that would be and stays.
  static func moved(_ changes: [GradeChange], allowLower: Bool) -> [String] {
    func lines(_ title: String, _ changes: [GradeChange]) -> [String] {
      if changes.isEmpty { return [] }
      let grades = "\(changes.count) \(changes.count == 1 ? "grade" : "grades")"
      return ["gradus: the assignment, the options or the grader have changed, \(title.replacing("@", with: grades)):"]
        + changes.map { "  " + RegradeText.line($0) }
    }
    let counting = changes.filter { $0.counts(allowLower: allowLower) }
    let held = changes.filter { !$0.counts(allowLower: allowLower) }
    return lines("and with them @ of unchanged work", counting)
      + lines("and @ of unchanged work that would fall or be withheld \(stays(held.count)) (see --allow-lower)", held)
  }
  private static func stays(_ count: Int) -> String { count == 1 ? "stays as it is" : "stay as they are" }
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
    "another gradus is at work in \(output): wait for its end, or name another folder"
  }
  static func movedFolder(_ output: String) -> String {
    "\(output) was moved or replaced while its gradebook was opened: nothing is done"
  }
  static func noStudent(_ name: String, _ known: [String]) -> String {
    "the gradebook has nothing of \(Visible.line(name)): expected a student's number, login or name, as the batch's export or "
      + "roster has it, or a submission's name, such as "
      + known.map { Visible.line($0, limit: 100) }.joined(separator: ", ")
  }
  static func severalStudents(_ name: String, _ students: [String]) -> String {
    "\(Visible.line(name)) may be \(students.prefix(5).map { Visible.line($0, limit: 100) }.joined(separator: " or ")): expected "
      + "one of these"
  }
  static func adjusted(_ row: SummaryCSV.Row) -> String {
    let name = Visible.line(row.submission)
    guard row.exitCode.hasGrade else {
      let why = row.exitCode == .unreadable ? "cannot be opened" : "is withheld"
      return "\(name): the adjustment is kept, but this submission \(why) and has no points"
    }
    let sum = row.adjustments.reduce(row.points) { $0 + $1.points }
    return "\(name): \(row.pointsText) of \(row.maximumText) points"
      + (sum < 0 ? ", for none has less than 0 (\(Figure.points(row.points)) and \(added(row.adjustments)))" : "")
  }
  private static func added(_ adjustments: [Adjustment]) -> String {
    Figure.signed(adjustments.reduce(0) { $0 + $1.points })
  }
  static func keptUnwritten(_ reason: String) -> String {
    "\(reason); the gradebook has it all the same: do not give it again, the next gradus batch writes it into the reports"
  }
  static func unmet(_ students: [String]) -> String {
    "gradus: points or comments were given to \(students.count) of whom nothing is here (\(some(students))): they are kept, and reach "
      + "whoever a roster gives that identifier again; given anew to the same student, they would count twice then"
  }
  static func noMistake(_ name: String, _ known: [String]) -> String {
    "nobody makes the mistake '\(Visible.line(name))', nor is it a student: expected a name that gradus class shows"
      + (known.isEmpty ? "" : ", such as " + known.map { "'\(Visible.line($0, limit: 100))'" }.joined(separator: ", "))
  }
  static func commented(_ audience: Gradebook.Audience, _ count: Int) -> String {
    switch audience {
    case .mistake: "said to \(submissions(count)), and to all who make this mistake later"
    case .student(let id): "said to \(Visible.line(id, limit: 100)), in \(submissions(count)) and all later ones"
    }
  }
  static func withdrawn(_ comments: Int, _ count: Int) -> String {
    "\(comments) \(comments == 1 ? "comment" : "comments") taken back from \(submissions(count))"
  }
  static func nothingSaid(_ audience: String) -> String {
    "nothing was said to '\(Visible.line(audience, limit: 100))' that could be taken back"
  }
  private static func submissions(_ count: Int) -> String { "\(count) \(count == 1 ? "submission" : "submissions")" }
  static func unreadableSettings(_ reason: String) -> String {
    "the gradebook's options of its last batch cannot be read (\(reason)): whether it had hidden cases is unknown; a batch with "
      + "--hidden-seed or --public-only writes them anew"
  }
  static func notGradedYet(_ student: String) -> String {
    "\(Visible.line(student, limit: 100)) is not graded yet: run the same gradus batch again"
  }
  static func nothingGradedYet(_ count: Int) -> String {
    "none of \(count) \(count == 1 ? "submission" : "submissions") is graded yet: run the same gradus batch again"
  }
  static func classUnfinished(_ finished: Int, of all: Int) -> String {
    "gradus: only \(finished) of \(all) submissions are graded, and this is of them alone: run the same gradus batch again"
  }
  static let noBatch = "the gradebook has no batch yet: expected a folder that gradus batch has written to"
}
