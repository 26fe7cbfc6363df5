import Gradebook
import Reporting

/// The sentences of regrading and of replaying.
extension Wording {
  static func input(_ part: Conditions.Part) -> String {
    switch part {
    case .assignment: "the words of the assignment"
    case .marking: "the assignment"
    case .kit: "the kit"
    case .toolchain: "the toolchain"
    case .grader: "the grader"
    case .isolation: "the level of the sandbox"
    case .phase: "the phase"
    case .instant: "the time that reports show"
    }
  }
  private static func inputs(_ parts: some Sequence<Conditions.Part>) -> String {
    let parts = Set(parts)
    // The words come along with any change of the assignment.
    let shown = Conditions.Part.allCases.filter {
      parts.contains($0) && $0 != .instant && !($0 == .assignment && parts.contains(.marking))
    }
    return shown.map(input).joined(separator: ", ")
  }

  static func nobodyMoves(_ count: Int, _ changes: Set<Conditions.Part>) -> String {
    let what = inputs(changes)
    return (what.isEmpty ? "Nothing has changed since these were graded" : "Only this has changed: \(what)")
      + ": none of \(count) grades can move. Nothing was graded.\n"
  }
  static func changed(_ changes: Set<Conditions.Part>) -> String {
    let what = inputs(changes)
    return what.isEmpty ? "Withheld grades are tried again." : "Changed since these were graded: \(what)."
  }
  static func movement(moved: Int, of count: Int, rise: Int, fall: Int, lost: Int, gained: Int) -> String {
    "\(moved) of \(count) would move: \(rise) up, \(fall) down, \(gained) no longer withheld, \(lost) withheld now"
  }
  static let forgottenSeed =
    "these grades were made with hidden cases: expected --hidden-seed as then, or --public-only to grade by the public cases "
    + "alone"
  static let nothingWritten = "Nothing is written; --apply lets the new grades count."
  static func applied(_ count: Int, kept: Int) -> String {
    "\(count) regraded and written"
      + (kept > 0
        ? "; \(kept) would fall or be withheld, and \(kept == 1 ? "stays as it is" : "stay as they are")"
          + " (--allow-lower lets grades fall)" : "")
  }

  static func noRecord(_ path: String) -> String {
    "\(path) is no record of a grading: expected a file that gradus replay --write has made"
  }
  static let sameReport = "The report is the same, byte for byte (times left out)."
  static let otherReport = "The report is another."
  static let publicOnly = "Hidden cases are left out: they need the hidden seed."
  static func otherChecks(_ ids: [String]) -> String {
    "Checks that differ: \(ids.prefix(6).joined(separator: ", "))\(ids.count > 6 ? " and \(ids.count - 6) more" : "")."
  }
  static let sameInputs = "All inputs are the same too."
  static func otherInputs(_ parts: [Conditions.Part]) -> String { "Not the same as then: \(inputs(parts))." }
  static let perhapsAnotherCourse =
    "The assignment was taken from this installation: if it is of another course, give --assignment FOLDER."
  static let otherWithoutReason = "All inputs that are known are the same: this is a fault of the grader."
}
