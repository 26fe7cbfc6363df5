package import GradeModel

/// A batch as a table for spreadsheets (RFC 4180): one row a submission, in the order given.
package enum SummaryCSV {
  /// The column names.
  package static let header = CSV.line(columns)

  /// The columns that every table of a batch begins with.
  static let opening = ["submission", "points", "maximum", "verdict"]
  private static let columns = opening + ["message"]

  /// A row as data.
  package struct Row: Equatable, Sendable {
    package var submission: String
    package var points: Double
    package var maximum: Double
    package var exitCode: ExitCode
    /// The first thing in the way of full marks, as it is shown.
    package var message: String
    /// Points that a person has added.
    package var adjustments: [Adjustment] = []
    /// `nil` if nothing is known of it.
    package var handIn: HandIn?

    private var pair: (points: String, maximum: String) {
      Numerals.points(adjustments.added(to: points), of: maximum)
    }
    /// The points with what a person has added; empty without a grade: an empty cell overwrites nothing.
    package var pointsText: String { exitCode.hasGrade ? pair.points : "" }
    package var maximumText: String { pair.maximum }
    /// The exit code that stands beside these points.
    package var verdictCode: ExitCode {
      exitCode.beside(adjustments.added(to: points), of: maximum, adjustedBy: adjustments)
    }

    package init(submission: String, points: Double, maximum: Double, exitCode: ExitCode, message: String) {
      self.submission = submission
      self.points = points
      self.maximum = maximum
      self.exitCode = exitCode
      self.message = message
    }

    package init(_ report: Report) {
      self.init(
        submission: report.submission.name, points: report.points, maximum: report.maximum,
        exitCode: report.exitCode, message: Visible.line(firstMessage(of: report), limit: Limits.message))
    }
  }

  /// The whole table.
  package static func document(for reports: some Sequence<Report>) -> String {
    document(of: reports.map { Row($0) })
  }

  /// Whose a submission is, and its time.
  package struct HandIn: Equatable, Sendable {
    package var student: String
    package var person: String
    package var number: Int
    package var instant: String
    package var isLate: Bool

    package init(student: String, person: String, number: Int, instant: String, isLate: Bool) {
      (self.student, self.person, self.number) = (student, person, number)
      (self.instant, self.isLate) = (instant, isLate)
    }
  }

  /// The whole table. Further columns are there if something is known for them.
  package static func document(of rows: [Row]) -> String {
    let hasPeople = rows.contains { $0.handIn != nil }
    return rows.reduce(into: CSV.line(columns + (hasPeople ? handInHeader : []))) { text, row in
      text += CSV.line(cells(row) + (hasPeople ? Self.cells(of: row.handIn) : []))
    }
  }

  private static let handInHeader = ["student", "name", "attempt", "handed in", "late"]

  private static func cells(of handIn: HandIn?) -> [String] {
    guard let handIn else { return handInHeader.map { _ in "" } }
    return [
      CSV.text(Visible.text(handIn.student)), CSV.text(Visible.text(handIn.person)), "\(handIn.number)", handIn.instant,
      handIn.isLate ? "late" : "",
    ]
  }

  /// One row, with its line end.
  package static func row(for report: Report) -> String { CSV.line(cells(Row(report))) }

  private static func cells(_ row: Row) -> [String] {
    let words = row.adjustments.map { Wording.sentence(of: .adjusted($0)) } + (row.message.isEmpty ? [] : [row.message])
    return [
      // In full: rows are matched by it.
      CSV.text(Visible.text(row.submission)),
      row.pointsText,
      row.maximumText,
      Wording.verdict(row.verdictCode),
      CSV.text(Visible.line(words.joined(separator: "; "), limit: Limits.message)),
    ]
  }

  /// Returns the first message on what stands in the way of full marks; a fault of the grader comes before all else.
  private static func firstMessage(of report: Report) -> String {
    if let obstacle = report.obstacle {
      return Visible.isBlank(obstacle.message) ? Wording.fallback(obstacle.outcome) : obstacle.message
    }
    if report.checks.isEmpty { return Wording.nothingChecked }
    let fault = report.checks.first { $0.outcome == .graderError || !$0.isSound }
    guard let check = fault ?? report.checks.first(where: { !$0.isFull }) else { return "" }
    let pair = Numerals.shortPoints(check.points, of: check.maximum)
    let message = Wording.message(of: check)
    let said =
      !check.isSound
      ? Wording.unsound(points: pair.points, maximum: pair.maximum)
      : !Visible.isBlank(message)
        ? message
        : check.outcome.mayEarn
          ? Wording.partial(points: pair.points, maximum: pair.maximum) : Wording.fallback(check.outcome)
    return "\(check.id): \(said)"
  }
}
