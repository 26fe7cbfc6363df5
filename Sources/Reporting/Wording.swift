import GradeModel

/// The sentences of a report, but for those of a diagnosis, which stand in `Diagnosis`; a test pins each.
enum Wording {
  /// The outcome in a word or two, for a table.
  static func name(_ outcome: Outcome) -> String {
    switch outcome {
    case .correct: "correct"
    case .followThrough: "follow-through"
    case .unproven: "unproven"
    case .incorrect: "incorrect"
    case .missing: "missing"
    case .skipped: "skipped"
    case .crashed: "crashed"
    case .timedOut: "timed out"
    case .nondeterministic: "nondeterministic"
    case .notBuilt: "not built"
    case .unreadable: "unreadable"
    case .tampered: "tampered"
    case .graderError: "grader error"
    }
  }

  /// Returns the message for an outcome without one from the grader:
  /// some readers take a failure without a message for a pass.
  static func fallback(_ outcome: Outcome) -> String {
    switch outcome {
    case .correct: "The quantity is right."
    case .followThrough: "The quantity follows from your own values, which are wrong before it."
    case .unproven: "The equation holds, but on values that could not have exposed a mistake."
    case .incorrect: "The quantity differs from what its equation gives."
    case .missing: "The submission does not report this quantity for every step and parameter."
    case .skipped: "This check was not run."
    case .crashed: "The program crashed."
    case .timedOut: "The program did not finish within its limit."
    case .nondeterministic: "Two runs on the same inputs gave different values."
    case .notBuilt: "The submission does not compile, link or load."
    case .unreadable: "What was handed in cannot be opened."
    case .tampered: "The program answered what it was not asked."
    case .graderError: "The grader failed. This is not the submission's fault."
    }
  }

  /// A check whose outcome earns marks, but not all of them.
  static func partial(points: String, maximum: String) -> String {
    "This check earns \(points) of \(maximum) points."
  }

  static func unsound(points: String, maximum: String) -> String {
    "The grader gave \(points) of \(maximum) points, which makes no sense. This is not the submission's fault."
  }

  /// A check that claims a pass although the submission could not be graded.
  static let obstructed = "This check does not count, because the submission could not be graded."
  /// A check whose run was stopped by what another check tells.
  static func cutShort(_ marks: String, _ message: String) -> String { "\(marks): \(message)" }
  static let passed = "right"
  /// The rest that a platform does not show.
  static func unshownFindings(_ count: Int) -> String {
    "\(count) more \(count == 1 ? "finding" : "findings"): see the step's summary or the report."
  }
  static func distance(step: Int, _ distance: String) -> String { "step \(step): \(distance) from what is expected" }
  static let nothingChecked = "Nothing was checked, so nothing is passed."
  static let unnamed = "unnamed"

  static func marks(points: String, maximum: String) -> String { "\(points) of \(maximum) points" }

  /// The name of the test case that an obstacle becomes.
  static func obstacleName(_ outcome: Outcome) -> String {
    switch outcome {
    case .notBuilt: "compile"
    case .unreadable: "open"
    case .graderError: "grade"
    default: "load"
    }
  }

  static func verdict(_ exitCode: ExitCode) -> String {
    switch exitCode {
    case .fullMarks: "full marks"
    case .marksLost: "marks lost"
    case .nothingGraded: "nothing graded"
    case .unreadable: "unreadable"
    case .usage, .graderError: "withheld"
    }
  }

  static func total(_ exitCode: ExitCode, points: String, maximum: String) -> String {
    switch exitCode {
    case .fullMarks: "Full marks: \(points) of \(maximum) points"
    case .marksLost: "Total: \(points) of \(maximum) points"
    case .nothingGraded: "Nothing could be graded: 0 of \(maximum) points"
    case .unreadable: "There is no grade: what was handed in cannot be opened. Your teacher decides."
    case .usage, .graderError: "The grade is withheld: the grader failed. This is not the submission's fault."
    }
  }

  /// A submission beyond the number that are told everything.
  static func pastLimit(_ standing: SubmissionLimit.Standing, keepsScore: Bool) -> String {
    let limit = standing.limit
    let words =
      "\(limit.count) \(limit.count == 1 ? "submission is" : "submissions are") told everything in \(limit.span)"
    let next = standing.next.map { " The next is, from \(Instant.shown($0)) on." } ?? ""
    return "\(words), and \(standing.earlier) came before this one: less is told of it.\(next)"
      + (keepsScore ? " The score stays that of the submission before." : "")
  }

  static func differs(series: String, step: Int, steps: Int, differing: Int, count: Int) -> String {
    let elements = count == 1 ? "element" : "elements"
    let place = step == 0 ? "before the first step" : "first at step \(step) of \(steps)"
    return "\(series) differs \(place) (\(differing) of \(count) \(elements))"
  }

  /// The sentence of `differs`, for values held against their equation.
  static func againstEquation(_ differs: String) -> String { "on your own values, \(differs) from its equation" }
  static func equationGives(_ number: String) -> String { "its equation gives \(number)" }
  static let distanceAtStep = "distance at step"
  static let distanceFromExpected = "  from expected"
  static let distanceFromEquation = "  from equation"

  static func yours(_ number: String) -> String { "yours \(number)" }
  static func expected(_ number: String) -> String { "expected \(number)" }
  static func relativeError(_ number: String) -> String { "relative error \(number)" }
  /// The absolute error: a relative one has no meaning if zero is expected.
  static func error(_ number: String) -> String { "off by \(number)" }
  static func allowed(_ number: String) -> String { "allowed \(number)" }

  static func place(file: String, line: Int) -> String { "at \(file):\(line)" }
  static let outputHeading = "What the program printed:"
  static func heading(title: String, assignment: String, convention: String) -> String {
    "\(title) (\(convention.isEmpty ? assignment : "\(assignment), \(convention)"))"
  }

  static func cut(_ count: Int) -> String { "… (\(count) more \(count == 1 ? "character" : "characters"))" }

  /// - Parameter way: what shows them, where something does.
  static func cutLines(_ count: Int, way: String? = nil) -> String {
    let lines = count == 1 ? "line" : "lines"
    return "… (\(count) more \(lines)\(way.map { ": \($0) shows \(count == 1 ? "it" : "them")" } ?? ""))"
  }

  /// The reason is the system's own wording.
  static func writeFailed(_ path: String, _ reason: String) -> String {
    "The report \(path) cannot be written: \(reason)."
  }
  static func isLink(_ path: String) -> String {
    "The report \(path) cannot be written: there is a link on the way, and links are not followed."
  }
  static func isFolder(_ path: String) -> String {
    "The report \(path) cannot be written: there is a folder of that name."
  }
  static func noFolder(_ path: String, _ folder: String) -> String {
    "The report \(path) cannot be written: the folder \(folder) does not exist."
  }

  static let xmlFailed = "The JUnit report could not be composed: libxml2 refused it."
  static func jsonFailed(_ reason: String) -> String { "The report could not be read as JSON: \(reason)." }
  static func jsonFormat(_ found: Int, _ known: Int) -> String {
    "The report is of format \(found); this version of Gradus reads format \(known)."
  }
}
