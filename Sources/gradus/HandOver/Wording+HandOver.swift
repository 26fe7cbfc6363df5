import Reporting

// The sentences of `gradus intake` and `gradus handover`.
extension Wording {
  /// A warning that no policy can see lateness.
  static func timeless(_ count: Int, of all: Int) -> String {
    "\(count) of \(all) have no instant, and count as in time unless they are marked late: a roster may have a column "
      + "'Submission Time' (with Moodle's sheet, give --offset)"
  }
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
}
