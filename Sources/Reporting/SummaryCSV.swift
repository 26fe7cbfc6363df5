package import GradeModel

/// A batch as a table for spreadsheets (RFC 4180): one row a submission, in the order given.
package enum SummaryCSV {
  /// The column names.
  package static let header = line(["submission", "points", "maximum", "verdict", "message"])

  /// The whole table.
  package static func document(for reports: some Sequence<Report>) -> String {
    reports.reduce(into: header) { $0 += row(for: $1) }
  }

  /// One row, with its line end.
  package static func row(for report: Report) -> String {
    let pair = Numerals.points(report.points, of: report.maximum)
    return line([
      // In full: rows are matched by it.
      text(Visible.text(report.submission.name)),
      // A withheld grade is no grade: an empty cell overwrites nothing.
      report.isWithheld ? "" : pair.points,
      pair.maximum,
      Wording.verdict(report.exitCode),
      text(Visible.line(firstMessage(of: report), limit: Limits.message)),
    ])
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

  /// Returns text as a cell that a spreadsheet shows and does not run.
  private static func text(_ text: String) -> String {
    guard let first = text.unicodeScalars.first(where: { $0 != " " }) else { return text }
    // The full-width forms too: some spreadsheets read them as the same signs.
    return "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first) ? "'" + text : text
  }

  private static func line(_ cells: [String]) -> String {
    cells.map(quoted).joined(separator: ",") + "\r\n"
  }

  private static func quoted(_ cell: String) -> String {
    // By scalars: a comma with a combining mark is no comma to a search by characters.
    let isPlain = cell.unicodeScalars.allSatisfy { !"\",;\t\r\n".unicodeScalars.contains($0) }
    if isPlain { return cell }
    var quoted = String.UnicodeScalarView()
    for scalar in cell.unicodeScalars {
      if scalar == "\"" { quoted.append(scalar) }
      quoted.append(scalar)
    }
    return "\"" + String(quoted) + "\""
  }
}
