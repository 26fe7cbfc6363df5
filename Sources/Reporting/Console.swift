package import GradeModel

/// The report as a person reads it in a terminal.
package enum Console {
  /// Returns the report, ending in a line feed; colours and width as the style says.
  package static func text(for report: Report, style: Style = .plain, view: View = .full) -> String {
    let lines = view.form == .brief ? Brief(report, view, style).lines : full(report, style, view)
    return lines.joined(separator: "\n") + "\n"
  }

  /// Every check with all its numbers.
  private static func full(_ report: Report, _ style: Style, _ view: View) -> [String] {
    var lines = header(report, style)
    if let obstacle = report.obstacle { lines += self.lines(of: obstacle, style) }
    let shown = zip(report.checks, Wording.explanations(of: report.checks)).filter { check, _ in
      (view.caseID == nil || view.caseID == check.caseID)
        && !(view.onlyFailing && check.isFull && report.obstacle == nil)
    }
    lines += table(shown, isObstructed: report.obstacle != nil, style)
    if report.checks.isEmpty, report.obstacle == nil {
      lines += ["", style.paint("! " + Wording.nothingChecked, .bad)]
    }
    lines += StepTable(report.stepNumbers, style).lines
    if !view.equations.isEmpty { lines += [""] + Brief(report, view, style).equations }
    lines += notes(report.notes, style)
    lines += output(report, view, style)
    let pair = Numerals.shortPoints(report.points, of: report.maximum)
    let total = Wording.total(report.exitCode, points: pair.points, maximum: pair.maximum)
    lines += [""] + Columns.wrapped(total, width: style.width).map { style.paint($0, tone(report.exitCode)) }
    let foot = Wording.foot(
      version: report.version.map { Visible.line($0, limit: Limits.name) }, hasMore: false, hasEquations: true,
      isFull: true)
    return lines + (foot.map { [style.paint($0, .dim)] } ?? [])
  }

  private static func header(_ report: Report, _ style: Style) -> [String] {
    let heading = Wording.heading(
      title: name(report.assignment.title), assignment: name(report.assignment.id),
      convention: Visible.line(report.assignment.convention, limit: Limits.name))
    return Columns.wrapped(name(report.submission.name), width: style.edge).map { style.paint($0, .bold) }
      + [style.paint(heading, .dim)]
  }

  private static func lines(of obstacle: Obstacle, _ style: Style) -> [String] {
    let message = Visible.isBlank(obstacle.message) ? Wording.fallback(obstacle.outcome) : obstacle.message
    let heading = "! \(Visible.line(message, limit: Limits.message))"
    var lines = [""] + Columns.wrapped(heading, width: style.edge).map { style.paint($0, .bad) }
    if !Visible.isBlank(obstacle.details) {
      lines += indented(Visible.text(obstacle.details, limit: Limits.body), by: "  ", style)
    }
    return lines + place(obstacle.place, indent: "  ", style)
  }

  /// Indents the compiler's own lines without breaking them at words: its carets point at columns. A terminal breaks
  /// them at its edge, and the rest would stand without the indentation.
  private static func indented(_ text: String, by indent: String, _ style: Style) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    while lines.last?.isEmpty ?? false { lines.removeLast() }
    return lines.flatMap { line -> [String] in
      if line.isEmpty { return [""] }
      guard let columns = style.columns else { return [indent + line] }
      return Columns.folded(String(line), width: columns - indent.count).map { indent + $0 }
    }
  }

  /// Lists the checks, case by case in the report's order: a row each, and its faults below it.
  private static func table(_ shown: [(Check, [String])], isObstructed: Bool, _ style: Style) -> [String] {
    let checks = shown.map(\.0)
    let nameWidth = min(checks.map { Columns.width(name($0.quantity)) }.max() ?? 0, 32)
    let marks = checks.map { check in
      let pair = Numerals.shortPoints(isObstructed ? 0 : check.points, of: check.maximum)
      return "\(pair.points) / \(pair.maximum)"
    }
    let markWidth = marks.map(\.count).max() ?? 0
    var lines: [String] = []
    var previous: String?
    for ((check, explanation), mark) in zip(shown, marks) {
      if check.caseID != previous { lines += ["", style.paint(name(check.caseID), .bold)] }
      previous = check.caseID
      let isPassed = check.isFull && !isObstructed
      let sign = isPassed ? "✓" : check.outcome.mayEarn ? "✗" : self.mark(check.outcome)
      let row = Columns.padded(name(check.quantity), nameWidth) + "  " + Columns.rightAligned(mark, markWidth)
      let tone: Style.Tone = isPassed ? .good : check.outcome == .skipped ? .doubtful : .bad
      lines.append("  " + style.paint(sign, tone) + " " + row + "  " + style.paint(Wording.name(check.outcome), tone))
      lines += details(check, explanation, isPassed: isPassed, isObstructed: isObstructed, style)
    }
    return lines
  }

  private static func details(
    _ check: Check, _ explanation: [String], isPassed: Bool, isObstructed: Bool, _ style: Style
  ) -> [String] {
    let indent = "      "
    var said: [String] = []
    if !check.isSound {
      let pair = Numerals.shortPoints(check.points, of: check.maximum)
      said.append(Wording.unsound(points: pair.points, maximum: pair.maximum))
    } else if isObstructed, check.outcome.mayEarn {
      said.append(Wording.obstructed)
    }
    let message = Wording.message(of: check)
    let rest = Wording.rest(of: check, explanation)
    if !Visible.isBlank(message) {
      // The heading of the numbers below says the same.
      if check.finding != .differs || message != Wording.fault(of: check) { said.append(message) }
      said += rest.fault
    } else if !isPassed, check.isSound, !check.outcome.mayEarn {
      said.append(Wording.fallback(check.outcome))
    }
    // A pass needs no words unless it has some of its own.
    var lines = said.map { Visible.line($0, limit: Limits.message) }
    lines += Findings.lines(of: check, width: style.width - indent.count)
    let explanation = Visible.text(rest.explanation.joined(separator: "\n"), limit: Limits.body)
    lines += explanation.split(separator: "\n").map(String.init).filter { !Visible.isBlank($0) }
    return lines.flatMap { Columns.wrapped(indent + $0, width: style.edge) }
      + place(check.place, indent: indent, style)
  }

  private static func place(_ place: Place?, indent: String, _ style: Style) -> [String] {
    guard let place else { return [] }
    let words = Wording.place(file: name(place.file), line: place.line)
    return Columns.wrapped(words, width: style.edge - indent.count).map { indent + style.paint($0, .dim) }
  }

  private static func notes(_ notes: [Note], _ style: Style) -> [String] {
    let said = notes.map { Visible.line(Wording.sentence(of: $0), limit: Limits.message) }
    return said.isEmpty ? [] : [""] + said.flatMap { Columns.wrapped("! " + $0, width: style.edge) }
  }

  private static func output(_ report: Report, _ view: View, _ style: Style) -> [String] {
    let shown = report.outputsByCase.filter {
      !Visible.isBlank($0.text) && (view.caseID == nil || $0.caseID.isEmpty || view.caseID == $0.caseID)
    }
    return shown.flatMap { [""] + OutputLines($0, limit: Limits.outputLines, style).lines }
  }

  private static func name(_ text: String) -> String { JUnit.token(text) }

  private static func mark(_ outcome: Outcome) -> String {
    switch outcome {
    case .correct, .followThrough: "✓"
    case .unproven: "?"
    case .incorrect, .nondeterministic: "✗"
    case .missing: "–"
    case .skipped: "·"
    case .crashed, .timedOut, .notBuilt, .unreadable, .tampered, .graderError: "!"
    }
  }

  private static func tone(_ exitCode: ExitCode) -> Style.Tone {
    exitCode == .fullMarks ? .good : .bad
  }
}
