import GradeModel

/// One test case of a JUnit document, ready to be written: every text is fit for XML.
struct JUnitCase {
  /// The result of a case that did not pass.
  struct Result {
    enum Kind: String { case failure, error, skipped }

    var kind: Kind
    var type: String
    /// Never blank: a failure without a message has been read as a pass.
    var message: String
    /// Never blank: some readers show this alone.
    var body: String
  }

  var className: String
  var name: String
  /// Nil for a pass.
  var result: Result?

  /// Returns the cases of a report, at least one, no two of one class and name.
  ///
  /// Unless the report stands for full marks, one of them is a failure or an error.
  static func all(of report: Report) -> [JUnitCase] {
    let suite = "gradus.\(JUnit.token(report.assignment.id))"
    var cases: [JUnitCase] = []
    if let obstacle = report.obstacle {
      cases.append(
        JUnitCase(
          className: suite, name: Wording.obstacleName(obstacle.outcome),
          result: result(
            .error, type: obstacle.outcome.rawValue,
            message: said(obstacle.message, otherwise: Wording.fallback(obstacle.outcome)), lines: [obstacle.details],
            place: obstacle.place)))
    } else if report.checks.isEmpty {
      cases.append(
        JUnitCase(
          className: suite, name: "checks",
          result: result(.error, type: Outcome.graderError.rawValue, message: Wording.nothingChecked, lines: [])))
    }
    for (check, explanation) in zip(report.checks, Wording.explanations(of: report.checks)) {
      cases.append(
        JUnitCase(
          className: "\(suite).\(JUnit.token(check.caseID))", name: JUnit.token(check.quantity),
          result: result(of: check, explanation, isObstructed: report.obstacle != nil)))
    }
    // If all that did not pass was skipped, the document would look like a success.
    if report.exitCode != .fullMarks, !cases.contains(where: { $0.result.map { $0.kind != .skipped } ?? false }) {
      let pair = Numerals.shortPoints(report.points, of: report.maximum)
      let message = Wording.total(report.exitCode, points: pair.points, maximum: pair.maximum)
      cases.append(
        JUnitCase(
          className: suite, name: "marks", result: result(.failure, type: "marksLost", message: message, lines: [])))
    }
    return unique(cases)
  }

  /// Returns nil only for a check that passes: sound, with all its points, and nothing in the way of the grade.
  private static func result(of check: Check, _ explanation: [String], isObstructed: Bool) -> Result? {
    let pair = Numerals.shortPoints(check.points, of: check.maximum)
    let rest = Wording.rest(of: check, explanation)
    let details = rest.fault + Findings.lines(of: check) + rest.explanation
    let lines = [Wording.marks(points: pair.points, maximum: pair.maximum)] + details
    func result(_ kind: Result.Kind, type: String, message: String, lines: [String]) -> Result {
      self.result(kind, type: type, message: message, lines: lines, place: check.place)
    }
    let message = said(Wording.message(of: check), otherwise: Wording.fallback(check.outcome))
    guard check.isSound else {
      let unsound = Wording.unsound(points: pair.points, maximum: pair.maximum)
      return result(.error, type: Outcome.graderError.rawValue, message: unsound, lines: [message] + lines)
    }
    switch check.outcome {
    case .correct, .followThrough:
      if isObstructed {
        return result(.error, type: "notGraded", message: Wording.obstructed, lines: details)
      }
      if check.isFull { return nil }
      let partial = Wording.partial(points: pair.points, maximum: pair.maximum)
      return result(
        .failure, type: check.outcome == .correct ? "partialMarks" : check.outcome.rawValue,
        message: said(Wording.message(of: check), otherwise: partial), lines: lines)
    case .unproven, .incorrect, .missing, .nondeterministic:
      return result(.failure, type: check.outcome.rawValue, message: message, lines: lines)
    case .crashed, .timedOut, .tampered, .notBuilt, .graderError:
      return result(.error, type: check.outcome.rawValue, message: message, lines: lines)
    case .skipped:
      return result(.skipped, type: check.outcome.rawValue, message: message, lines: [])
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
    return Result(kind: kind, type: type, message: Visible.line(message, limit: Limits.message), body: body)
  }

  /// Numbers the cases that would share a class and a name: of two, some readers keep only the first.
  private static func unique(_ cases: [JUnitCase]) -> [JUnitCase] {
    struct Key: Hashable {
      var className: String
      var name: String
    }
    var taken: Set<Key> = []
    return cases.map { original in
      var testCase = original
      var number = 1
      while !taken.insert(Key(className: testCase.className, name: testCase.name)).inserted {
        number += 1
        testCase.name = "\(original.name) (\(number))"
      }
      return testCase
    }
  }
}
