import Intake
import Reporting

// The sentences of `gradus intake` and `gradus handover`.
extension Wording {
  /// A warning that no policy can see lateness.
  static func timeless(_ count: Int, of all: Int, _ layout: Layout) -> String {
    "\(count) of \(all) submissions have no instant, and by a policy with a due date "
      + (layout.marksLateness ? "count as in time unless they are marked late" : "have no mark")
      + ": a roster may have a column 'Submission Time'"
  }
  /// Words about times that cannot be read.
  static func noOffset(_ count: Int) -> String {
    "\(count) \(count == 1 ? "time" : "times") of the roster or the sheet \(count == 1 ? "has" : "have") no offset from UTC, "
      + "and cannot be used: give --offset +01:00 or --offset Europe/Zurich, or what holds there"
  }
  static func otherMaximum(_ sheet: String, _ possible: Double, of maximum: Double) -> String {
    func shown(_ points: Double) -> String { points == points.rounded() ? "\(Int(points))" : "\(points)" }
    return
      "the column of \(sheet) is out of \(shown(possible)) points, and these grades are out of \(shown(maximum)): name a "
      + "column with --column that is out of \(shown(maximum)), or change its points"
  }
  static let rosterOfIntake =
    "a folder that gradus intake has made knows its students: give --roster to gradus intake instead"
  static func noFile(_ path: String) -> String { "there is no file \(path) that can be read" }
  static func notEmpty(_ path: String) -> String { "\(path) is not empty: expected a new folder" }
  static func unwritableFolder(_ path: String) -> String { "cannot make the folder \(path)" }
  static func foreignIntake(_ path: String) -> String { "\(path) cannot be read: run gradus intake again" }
  static func markChanges(_ student: String, _ before: String, _ after: String) -> String {
    "gradus: the sheet had \(before) for \(Visible.line(student)), and now has \(after)"
  }
  static func notOnSheet(_ students: [String], _ sheet: String) -> String {
    let shown = students.prefix(5).map { Visible.line($0, limit: 100) }.joined(separator: ", ")
    return "gradus: \(students.count) with a mark are not on \(sheet) (\(shown)\(students.count > 5 ? ", …" : ""))"
  }
  static func unmarked(_ count: Int, _ sheet: String) -> String {
    "gradus: \(count) on \(sheet) have no mark, and keep what is there"
  }
  static func unequalMaxima(_ one: Double, _ other: Double) -> String {
    "some of these grades are out of \(Figure.points(one)) points and some out of \(Figure.points(other)): run gradus batch to "
      + "its end first, with --allow-lower if it holds grades back"
  }
  static func renewed(_ people: [String], jplag: Bool) -> String {
    let one = people.count == 1
    return
      "gradus: \(people.count) \(one ? "submission is not the one that was" : "submissions are not those that were") graded, and "
      + "\(one ? "has" : "have") no points\(jplag ? ", nor a folder for JPlag," : "") until gradus batch has graded \(one ? "it" : "them"): "
      + some(people)
  }
  static func foreignExport(_ export: String, _ reports: String) -> String {
    "no submission of \(export) is in the gradebook of \(reports): expected the export that gradus batch has graded there"
  }
  /// Counts and names those who have no mark for one reason.
  static func without(_ reason: NoMark, _ people: [String]) -> String {
    let words =
      switch reason {
      case .nothingHandedIn: "handed in nothing"
      case .instantUnknown: "without an instant, on which the policy's credit depends"
      case .unreadable: "unreadable, for a person to open"
      case .renewed: "with another program than the one that was graded"
      case .notReached: "not graded yet, run the same gradus batch again"
      case .withheld: "withheld, by a fault of the grader"
      }
    return "gradus: \(people.count) \(words): \(some(people, most: 20))"
  }
  static func foreignSheet(_ sheet: String, _ export: String) -> String {
    "no student's number of \(sheet) is in \(export): expected the sheet of this class and this assignment (Moodle numbers its "
      + "participants anew for each)"
  }
  static func byName(_ people: [String], _ sheet: String) -> String {
    "gradus: \(people.count) matched by name only, for \(sheet) has no identifier of theirs: \(some(people, most: 20))"
  }
  static func above(_ people: [String], _ maximum: Double, _ sheet: String) -> String {
    "gradus: \(people.count) \(people.count == 1 ? "mark is" : "marks are") above the \(Figure.points(maximum)) points of \(sheet), "
      + "which Moodle may refuse: \(some(people))"
  }
  static func belowFull(_ policy: String, _ highest: Double) -> String {
    "gradus: no step of \(policy) credits 100 %: the most is \(Figure.points(highest)) %, and all work after the first step is late"
  }
  /// Names a few of many.
  static func some(_ names: [String], most: Int = 10) -> String {
    names.prefix(most).map { Visible.line($0, limit: 100) }.joined(separator: ", ") + (names.count > most ? ", …" : "")
  }
  /// Names those who handed in together.
  static func people(_ students: [Student]) -> String { students.map(person).joined(separator: " and ") }
  static func person(_ student: Student) -> String { student.name.isEmpty ? student.id : student.name }
  static func fromUTF16(_ sheet: String) -> String {
    "\(Visible.line(sheet, limit: 200)) is in UTF-16, and is filled in UTF-8, which Canvas and Moodle read"
  }
  static func idleExtensions(_ students: [String]) -> String {
    let sorted = students.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let shown = sorted.prefix(5).map { Visible.line($0, limit: 100) }.joined(separator: ", ")
    return
      "gradus: \(sorted.count) of the extensions \(sorted.count == 1 ? "gives" : "give") no time, for nothing is due by the policy or it is "
      + "due later (\(shown)\(sorted.count > 5 ? ", …" : ""))"
  }
  static func unmetTokens(_ students: [String]) -> String {
    let shown = students.prefix(5).map { Visible.line($0, limit: 100) }.joined(separator: ", ")
    return
      "gradus: tokens of \(students.count) who are not in this class, or not known for sure, are charged to nobody "
      + "(\(shown)\(students.count > 5 ? ", …" : ""))"
  }
  static func ownFile(_ name: String) -> String {
    "the sheet is called \(name), as a file that this command writes beside it: expected another name"
  }
  static func namesakes(_ students: [String], _ sheet: String) -> String {
    let shown = students.prefix(5).map { Visible.line($0, limit: 100) }.joined(separator: ", ")
    return
      "gradus: \(students.count) with a mark share a row of \(sheet) by their name, and none of these marks is written "
      + "(\(shown)\(students.count > 5 ? ", …" : ""))"
  }
}
