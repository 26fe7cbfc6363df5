import GradeModel

/// One test of a report, as readers of test results know them, ready to be written: every text is fit for XML and shows all
/// its characters.
struct ReportCase {
  /// The result of a case that did not pass.
  struct Result {
    enum Kind: String { case failure, error, skipped }

    var kind: Kind
    var type: String
    /// Never blank: a failure without a message has been read as a pass.
    var message: String
    /// Never blank: some readers show this alone.
    var body: String
    /// The line of the student's own, if it is known.
    var place: Place?
  }

  /// The test's group: the assignment and the case.
  var className: String
  /// Unique over the reports of a class.
  var name: String
  /// The part of the name that tells the test within the report, `usual/mHat`.
  var title: String
  /// Points that count, and the most that it can earn; 0 of 0 for what is not marked by itself.
  var marks: (points: Double, maximum: Double) = (0, 0)
  /// Seconds that the case took; 0 where they are not told.
  var seconds: Double = 0
  /// Nil for a pass.
  var result: Result?

  /// Returns the cases of a report, at least one, no two of one name.
  ///
  /// Unless the report stands for full marks, one of them is a failure or an error.
  static func all(of report: Report) -> [ReportCase] {
    let suite = "gradus.\(JUnit.token(report.assignment.id))"
    func named(_ name: String) -> String { JUnit.name(name, submission: report.submission.name) }
    var cases: [ReportCase] = []
    if let obstacle = report.obstacle {
      cases.append(
        ReportCase(
          className: suite, name: named(Wording.obstacleName(obstacle.outcome)),
          title: Wording.obstacleName(obstacle.outcome),
          result: result(
            .error, type: obstacle.outcome.rawValue,
            message: said(obstacle.message, otherwise: Wording.fallback(obstacle.outcome)), lines: [obstacle.details],
            place: obstacle.place)))
    } else if report.checks.isEmpty {
      cases.append(
        ReportCase(
          className: suite, name: named("checks"), title: "checks",
          result: result(.error, type: Outcome.graderError.rawValue, message: Wording.nothingChecked, lines: [])))
    }
    var stops: Set<Stopped> = []
    // A case's time is that of its first check: a reader that adds up has it once.
    var seconds = report.caseSeconds ?? [:]
    for (check, explanation) in zip(report.checks, Wording.explanations(of: report.checks)) {
      let told = result(
        of: check, explanation, at: place(of: check, report.sources), isObstructed: report.obstacle != nil)
      cases.append(
        ReportCase(
          className: "\(suite).\(JUnit.token(check.caseID))", name: named(JUnit.token(check.id)),
          title: JUnit.token(check.id),
          marks: (report.obstacle == nil ? check.earned : 0, check.worth),
          seconds: seconds.removeValue(forKey: check.caseID) ?? 0,
          result: Stopped(check).map { stops.insert($0).inserted } ?? true ? told : told?.asSkipped(check)))
    }
    // A document in which all that did not pass was skipped would look like a success.
    if report.exitCode != .fullMarks, !cases.contains(where: { $0.result.map { $0.kind != .skipped } ?? false }) {
      let pair = Numerals.shortPoints(report.points, of: report.maximum)
      let message = Wording.total(report.exitCode, points: pair.points, maximum: pair.maximum)
      cases.append(
        ReportCase(
          className: suite, name: named("marks"), title: "marks",
          result: result(.failure, type: "marksLost", message: message, lines: [])))
    }
    return unique(cases)
  }

  /// The stop of one case's run: one crash is one error, however many quantities it cut short.
  private struct Stopped: Hashable {
    var caseID: String
    var outcome: Outcome
    var message: String

    init?(_ check: Check) {
      guard check.isSound, [.crashed, .timedOut, .tampered].contains(check.outcome) else { return nil }
      (caseID, outcome, message) = (check.caseID, check.outcome, Wording.message(of: check))
    }
  }

  /// Returns nil only for a check that passes: sound, with all its points, and nothing in the way of the grade.
  private static func result(
    of check: Check, _ explanation: [String], at place: Place?, isObstructed: Bool
  ) -> Result? {
    let pair = Numerals.shortPoints(check.points, of: check.maximum)
    let rest = Wording.rest(of: check, explanation)
    let details = rest.fault + Findings.lines(of: check) + rest.explanation
    let lines = [Wording.marks(points: pair.points, maximum: pair.maximum)] + details
    func result(_ kind: Result.Kind, type: String, message: String, lines: [String]) -> Result {
      self.result(kind, type: type, message: message, lines: lines, place: place)
    }
    let message = said(Wording.message(of: check), otherwise: Wording.fallback(check.outcome))
    guard check.isSound else {
      let unsound = Wording.unsound(points: pair.points, maximum: pair.maximum)
      return result(.error, type: Outcome.graderError.rawValue, message: unsound, lines: [message] + lines)
    }
    // The obstacle is the one error.
    if isObstructed { return result(.skipped, type: "notGraded", message: Wording.obstructed, lines: []) }
    switch check.outcome {
    case .correct, .followThrough:
      if check.isFull { return nil }
      let partial = Wording.partial(points: pair.points, maximum: pair.maximum)
      return result(
        .failure, type: check.outcome == .correct ? "partialMarks" : check.outcome.rawValue,
        message: said(Wording.message(of: check), otherwise: partial), lines: lines)
    case .unproven, .incorrect, .missing, .nondeterministic:
      return result(.failure, type: check.outcome.rawValue, message: message, lines: lines)
    case .crashed, .timedOut, .tampered, .notBuilt, .unreadable, .graderError:
      return result(.error, type: check.outcome.rawValue, message: message, lines: lines)
    case .skipped:
      return result(.skipped, type: check.outcome.rawValue, message: message, lines: [])
    }
  }

  /// The line that the finding names, else the one that gives a wrong quantity its value: readers look for a line.
  private static func place(of check: Check, _ sources: SourceMap) -> Place? {
    if let place = check.place { return place }
    switch check.outcome {
    case .incorrect, .missing, .nondeterministic:
      return check.finding == .hidden ? nil : sources.place(of: check)
    default: return nil
    }
  }

  private static func said(_ message: String, otherwise fallback: String) -> String {
    Visible.isBlank(message) ? fallback : message
  }

  private static func result(
    _ kind: Result.Kind, type: String, message: String, lines: [String], place: Place? = nil
  ) -> Result {
    let text = ([message] + lines.filter { !Visible.isBlank($0) }).joined(separator: "\n")
    var body = Visible.text(text, limit: Limits.body)
    // In the form that readers search for: a space, the path, a colon, the line.
    // It comes after the cut, so as not to be cut off.
    if let place { body += "\n \(JUnit.token(place.file)):\(place.line)" }
    return Result(
      kind: kind, type: type, message: Visible.line(message, limit: Limits.message), body: body, place: place)
  }

  /// Numbers the cases that would share a name: of two, some readers keep only the first.
  private static func unique(_ cases: [ReportCase]) -> [ReportCase] {
    var taken: Set<String> = []
    return cases.map { original in
      var testCase = original
      var number = 1
      while !taken.insert(testCase.name).inserted {
        number += 1
        testCase.name = "\(original.name) (\(number))"
        testCase.title = "\(original.title) (\(number))"
      }
      return testCase
    }
  }
}

extension ReportCase.Result {
  /// Returns the result of a check that the error before it cut short, with its marks.
  fileprivate func asSkipped(_ check: Check) -> ReportCase.Result {
    let pair = Numerals.shortPoints(check.points, of: check.maximum)
    var result = self
    (result.kind, result.type) = (.skipped, check.outcome.rawValue)
    result.message = Visible.line(
      Wording.cutShort(Wording.marks(points: pair.points, maximum: pair.maximum), message), limit: Limits.message)
    return result
  }
}
