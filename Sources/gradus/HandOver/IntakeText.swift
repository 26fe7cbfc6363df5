import Intake
import Reporting

/// The words of `gradus intake` on what it has found.
enum IntakeText {
  static func summary(of handIns: HandIns, in folder: String) -> String {
    let students = Set(handIns.attempts.flatMap(\.students))
    var lines = [
      "\(count(handIns.attempts.count, "submission")) of \(count(students.count, "student")) "
        + "(\(name(handIns.layout))): \(folder)/submissions"
    ]
    for attempt in handIns.attempts {
      if let fault = attempt.fault { lines.append("  \(attempt.students[0].name) (\(attempt.origin)): \(fault)") }
    }
    lines += some(handIns.absent.map(named), "handed in nothing")
    lines += some(handIns.strangers.map(named), "not on the roster")
    let timeless = handIns.attempts.count { $0.handedIn == nil }
    if timeless > 0 { lines.append(Wording.timeless(timeless, of: handIns.attempts.count, handIns.layout)) }
    let reasons = Dictionary(grouping: handIns.leftAside, by: \.reason)
    for reason in LeftAside.Reason.allCases {
      guard let found = reasons[reason] else { continue }
      lines += some(found.map(\.path), "left aside, \(reason)")
    }
    return lines.map { Visible.line($0) }.joined(separator: "\n") + "\n"
  }

  private static func named(_ student: Student) -> String {
    let name = Wording.person(student)
    return name == student.id ? name : "\(name) (\(student.id))"
  }

  private static func some(_ names: [String], _ what: String) -> [String] {
    if names.isEmpty { return [] }
    let shown = names.prefix(5).map { Visible.line($0, limit: 100) }.joined(separator: ", ")
    return ["\(names.count) \(what): \(shown)" + (names.count > 5 ? ", …" : "")]
  }

  private static func count(_ count: Int, _ what: String) -> String { "\(count) \(what)\(count == 1 ? "" : "s")" }

  private static func name(_ layout: Layout) -> String {
    switch layout {
    case .plain: "a plain folder"
    case .moodle: "Moodle"
    case .canvas: "Canvas"
    case .gradescope: "Gradescope"
    case .clones: "clones of repositories"
    }
  }
}
