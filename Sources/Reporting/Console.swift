package import GradeModel

/// The report as a person reads it in a terminal.
package enum Console {
  /// The whole report, ending in a line feed; colours and width as the style says.
  package static func text(for report: Report, style: Style = .plain) -> String {
    var lines = header(report, style)
    if let obstacle = report.obstacle { lines += self.lines(of: obstacle, style) }
    lines += table(report.checks, isObstructed: report.obstacle != nil, style)
    if report.checks.isEmpty, report.obstacle == nil {
      lines += ["", style.paint("! " + Wording.nothingChecked, .bad)]
    }
    lines += notes(report.notes, style)
    lines += output(report.output, style)
    let pair = Numerals.shortPoints(report.points, of: report.maximum)
    let total = Wording.total(report.exitCode, points: pair.points, maximum: pair.maximum)
    lines += [""] + Columns.wrapped(total, width: style.width).map { style.paint($0, tone(report.exitCode)) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func header(_ report: Report, _ style: Style) -> [String] {
    let heading = Wording.heading(
      title: name(report.assignment.title), assignment: name(report.assignment.id),
      convention: Visible.line(report.assignment.convention, limit: Limits.name))
    return [style.paint(name(report.submission.name), .bold), style.paint(heading, .dim)]
  }

  private static func lines(of obstacle: Obstacle, _ style: Style) -> [String] {
    let message = Visible.isBlank(obstacle.message) ? Wording.fallback(obstacle.outcome) : obstacle.message
    let heading = "! \(Visible.line(message, limit: Limits.message))"
    var lines = [""] + Columns.wrapped(heading, width: style.width).map { style.paint($0, .bad) }
    if !Visible.isBlank(obstacle.details) {
      // The compiler's own lines are not broken: its carets point at columns.
      lines += indented(Visible.text(obstacle.details, limit: Limits.body), by: "  ")
    }
    return lines + place(obstacle.place, indent: "  ", style)
  }

  private static func indented(_ text: String, by indent: String) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    while lines.last?.isEmpty ?? false { lines.removeLast() }
    return lines.map { $0.isEmpty ? "" : indent + $0 }
  }

  /// The checks, case by case in the report's order: a row each, and what is wrong below it.
  private static func table(_ checks: [Check], isObstructed: Bool, _ style: Style) -> [String] {
    let nameWidth = min(checks.map { Columns.width(name($0.quantity)) }.max() ?? 0, 32)
    let marks = checks.map { check in
      let pair = Numerals.shortPoints(isObstructed ? 0 : check.points, of: check.maximum)
      return "\(pair.points) / \(pair.maximum)"
    }
    let markWidth = marks.map(\.count).max() ?? 0
    var lines: [String] = []
    var previous: String?
    for (check, mark) in zip(checks, marks) {
      if check.caseID != previous { lines += ["", style.paint(name(check.caseID), .bold)] }
      previous = check.caseID
      let isPassed = check.isFull && !isObstructed
      let sign = isPassed ? "✓" : check.outcome.mayEarn ? "✗" : self.mark(check.outcome)
      let row = Columns.padded(name(check.quantity), nameWidth) + "  " + Columns.rightAligned(mark, markWidth)
      let tone: Style.Tone = isPassed ? .good : check.outcome == .skipped ? .doubtful : .bad
      lines.append("  " + style.paint(sign, tone) + " " + row + "  " + style.paint(Wording.name(check.outcome), tone))
      lines += details(check, isPassed: isPassed, isObstructed: isObstructed, style)
    }
    return lines
  }

  private static func details(_ check: Check, isPassed: Bool, isObstructed: Bool, _ style: Style) -> [String] {
    let indent = "      "
    var said: [String] = []
    if !check.isSound {
      let pair = Numerals.shortPoints(check.points, of: check.maximum)
      said.append(Wording.unsound(points: pair.points, maximum: pair.maximum))
    } else if isObstructed, check.outcome.mayEarn {
      said.append(Wording.obstructed)
    }
    if !Visible.isBlank(check.message) {
      said.append(check.message)
    } else if !isPassed, check.isSound, !check.outcome.mayEarn {
      said.append(Wording.fallback(check.outcome))
    }
    // A pass needs no words unless it has some of its own.
    var lines = said.map { Visible.line($0, limit: Limits.message) }
    let found = Findings.lines(of: check, width: style.width - indent.count)
    // Such a message would say the same twice.
    if let heading = found.first, lines.last == Visible.line(heading) { lines.removeLast() }
    lines += found
    let shown = Set(lines)
    let explanation = Visible.text(check.explanation.joined(separator: "\n"), limit: Limits.body)
    lines += explanation.split(separator: "\n").map(String.init).filter { !shown.contains($0) && !Visible.isBlank($0) }
    return lines.flatMap { Columns.wrapped(indent + $0, width: style.width) }
      + place(check.place, indent: indent, style)
  }

  private static func place(_ place: Place?, indent: String, _ style: Style) -> [String] {
    guard let place else { return [] }
    return [indent + style.paint(Wording.place(file: name(place.file), line: place.line), .dim)]
  }

  private static func notes(_ notes: [String], _ style: Style) -> [String] {
    let said = notes.filter { !Visible.isBlank($0) }.map { Visible.line($0, limit: Limits.message) }
    return said.isEmpty ? [] : [""] + said.flatMap { Columns.wrapped("! " + $0, width: style.width) }
  }

  private static func output(_ output: String, _ style: Style) -> [String] {
    if Visible.isBlank(output) { return [] }
    var lines = Visible.text(output, limit: Limits.output).split(separator: "\n", omittingEmptySubsequences: false)
    while lines.last?.isEmpty ?? false { lines.removeLast() }
    let rest = lines.count - Limits.outputLines
    // A bar before each line: what a program prints cannot pass for a line of the report.
    let shown = lines.prefix(Limits.outputLines).map {
      "  │ " + ($0.count > Limits.message ? $0.prefix(Limits.message) + "…" : $0)
    }
    return ["", Wording.outputHeading] + shown.map { style.paint($0, .dim) }
      + (rest > 0 ? ["  " + Wording.cutLines(rest)] : [])
  }

  private static func name(_ text: String) -> String { JUnit.token(text) }

  private static func mark(_ outcome: Outcome) -> String {
    switch outcome {
    case .correct, .followThrough: "✓"
    case .unproven: "?"
    case .incorrect, .nondeterministic: "✗"
    case .missing: "–"
    case .skipped: "·"
    case .crashed, .timedOut, .notBuilt, .tampered, .graderError: "!"
    }
  }

  private static func tone(_ exitCode: ExitCode) -> Style.Tone {
    exitCode == .fullMarks ? .good : .bad
  }
}
