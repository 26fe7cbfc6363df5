package import GradeModel

/// The report as JUnit XML.
///
/// Its invariant: the document holds no failure and no error only if the report stands for full marks.
package enum JUnit {
  /// The two forms of the document.
  package enum Dialect: String, CaseIterable, Sendable {
    /// Valid in every known schema (`docs/schemas/gradus-junit-strict.xsd`).
    case strict
    /// As `strict`, and each test case has the `file` and `line` that some readers look for; the schemas refuse those.
    case rich
  }

  /// - Parameter hostname: the machine that graded the submission.
  /// - Returns: the document, the same for the same arguments.
  package static func document(
    for report: Report, _ dialect: Dialect = .strict, hostname: String = "localhost"
  ) throws(JUnitError) -> String {
    let cases = ReportCase.all(of: report)
    func count(_ kind: ReportCase.Result.Kind) -> String { String(cases.count { $0.result?.kind == kind }) }
    let writer = try XMLWriter()
    let assignment = token(report.assignment.id)
    try writer.element("testsuites") { () throws(JUnitError) in
      try writer.element(
        "testsuite",
        [
          // Jenkins merges suites of one name across files: the submission keeps them apart.
          "name": suite(submission: report.submission.name, assignment: report.assignment.id),
          "package": "gradus.\(assignment)",
          "id": "0",
          "timestamp": timestamp(report.timestamp),
          "hostname": token(hostname, default: "localhost"),
          "tests": String(cases.count),
          "failures": count(.failure),
          "errors": count(.error),
          "skipped": count(.skipped),
          "time": Numerals.seconds(report.durations.values.sorted().reduce(0) { $0 + ($1 > 0 ? $1 : 0) }),
        ]
      ) { () throws(JUnitError) in
        try writer.element("properties") { () throws(JUnitError) in
          for (name, value) in properties(of: report) {
            try writer.element("property", ["name": name, "value": value])
          }
        }
        for testCase in cases { try write(testCase, dialect, to: writer) }
        try writer.element("system-out") { () throws(JUnitError) in
          try writer.text(Visible.text(report.output, limit: Limits.output))
        }
        try writer.element("system-err")
      }
    }
    return try writer.finish()
  }

  private static func write(
    _ testCase: ReportCase, _ dialect: Dialect, to writer: XMLWriter
  ) throws(JUnitError) {
    var attributes = [
      ("name", testCase.name), ("classname", testCase.className), ("time", Numerals.seconds(testCase.seconds)),
    ]
    if dialect == .rich, let place = testCase.result?.place {
      attributes += [("file", token(place.file)), ("line", String(place.line))]
    }
    try writer.element("testcase", attributes) { () throws(JUnitError) in
      guard let result = testCase.result else { return }
      if result.kind == .skipped {
        try writer.element("skipped", ["message": result.message])
      } else {
        try writer.element(result.kind.rawValue, ["message": result.message, "type": result.type]) {
          () throws(JUnitError) in
          try writer.text(result.body)
        }
      }
    }
  }

  private static func properties(of report: Report) -> [(String, String)] {
    var properties = [
      ("gradus.assignment", report.assignment.id),
      ("gradus.title", report.assignment.title),
      ("gradus.recipe", report.assignment.recipe),
      ("gradus.convention", report.assignment.convention),
      ("gradus.submission", report.submission.name),
      ("gradus.files", report.submission.files.joined(separator: ", ")),
      ("gradus.sandbox", report.sandbox),
      ("gradus.toolchain", report.toolchain),
      ("gradus.verdict", Wording.verdict(report.verdictCode)),
      ("gradus.exitCode", String(report.exitCode.rawValue)),
    ]
    if let version = report.version { properties.append(("gradus.version", version)) }
    properties += report.notes.map { ("gradus.note", Wording.sentence(of: $0)) }
    let total = Numerals.points(report.points, of: report.maximum)
    // A withheld grade is no grade: a reader that takes the number would take a wrong one.
    if report.exitCode.hasGrade { properties.append(("gradus.points", total.points)) }
    properties.append(("gradus.maximum", total.maximum))
    for (phase, seconds) in report.durations.sorted(by: { $0.key < $1.key }) {
      properties.append(("gradus.seconds.\(phase)", Numerals.seconds(seconds)))
    }
    for check in report.checks where check.isSound && report.obstacle == nil {
      let pair = Numerals.points(check.earned, of: check.worth)
      properties.append(("gradus.points.\(check.id)", Wording.marks(points: pair.points, maximum: pair.maximum)))
    }
    return properties.map { (token($0), Visible.line($1, limit: Limits.message)) }
  }

  /// Returns the name of the suite that a report is.
  static func suite(submission: String, assignment: String) -> String {
    token(assignment) + suiteEnding(submission: submission)
  }

  /// The part of a suite's name that the submission is known by.
  static func suiteEnding(submission: String) -> String { ": \(token(submission))" }

  /// Returns the name of a test case, unique over a class of reports: some readers know a test by its name alone.
  static func name(_ name: String, submission: String) -> String { "\(name) (\(token(submission)))" }

  /// Returns a name: one line, never empty.
  static func token(_ text: String, default name: String = Wording.unnamed) -> String {
    let line = Visible.line(text, limit: Limits.name)
    return Visible.isBlank(line) ? name : line
  }

  /// Returns the time without a zone; the epoch if the text is not a time, because both schemas demand a date.
  static func timestamp(_ text: String) -> String {
    let bytes = Array(text.utf8.last == UInt8(ascii: "Z") ? text.utf8.dropLast() : text.utf8[...])
    let form = Array("dddd-dd-ddTdd:dd:dd".utf8)
    let fits = zip(bytes, form).allSatisfy { byte, expected in
      expected == UInt8(ascii: "d") ? (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) : byte == expected
    }
    func number(_ range: Range<Int>) -> Int { bytes[range].reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) } }
    guard fits, bytes.count == form.count, number(0..<4) > 0, (1...12).contains(number(5..<7)) else { return epoch }
    let (year, month, day) = (number(0..<4), number(5..<7), number(8..<10))
    let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard (1...days[month - 1]).contains(day), number(11..<13) < 24, number(14..<16) < 60, number(17..<19) < 60 else {
      return epoch
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let epoch = "1970-01-01T00:00:00"
}

/// A failure to compose a JUnit document.
package enum JUnitError: Error, Equatable, CustomStringConvertible {
  /// libxml2 had no memory, or refused what it was given.
  case writerFailed

  package var description: String { Wording.xmlFailed }
}
