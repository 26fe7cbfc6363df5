import GradeModel

/// The report on a screen: the points and what is wrong, each cause once with the evidence of one case, what is right.
struct Brief {
  let report: Report
  let view: View
  let style: Style
  private let causes: [Cause]

  init(_ report: Report, _ view: View, _ style: Style) {
    (self.report, self.view, self.style) = (report, view, style)
    causes = report.obstacle == nil ? Cause.all(of: report.checks) : []
  }

  var lines: [String] {
    var lines = headline
    if let obstacle = report.obstacle {
      lines += [""] + self.lines(of: obstacle)
    } else {
      for cause in shown { lines += [""] + self.lines(of: cause) }
      lines += rest
      if report.checks.isEmpty { lines += [""] + wrapped(Wording.nothingChecked) }
      if !right.isEmpty { lines += [""] + right }
    }
    if !view.equations.isEmpty { lines += [""] + equations }
    lines += notes + BriefOutput(report, style).lines
    return lines + foot
  }

  /// The causes that are shown: later ones often come of the first. What hidden cases say is short, and may carry all marks.
  private var shown: [Cause] { Array(open.prefix(Limits.causes)) + causes.filter(\.isHidden) }
  private var open: [Cause] { causes.filter { !$0.isHidden } }

  // MARK: Parts

  private var headline: [String] {
    let pair = Numerals.shortPoints(report.points, of: report.maximum)
    let text = Wording.headline(
      JUnit.token(report.submission.name), assignment: JUnit.token(report.assignment.id), report.exitCode,
      points: pair.points, maximum: pair.maximum, wrong: wrong)
    return wrapped(text).map { style.paint($0, report.exitCode == .fullMarks ? .good : .bad) }
  }

  /// The fault in a few words. The compiler's messages have a sentence over them.
  private var wrong: String? {
    guard let obstacle = report.obstacle else { return Wording.wrong(causes) }
    return Visible.isBlank(obstacle.details) || Visible.isBlank(obstacle.message)
      ? nil : Visible.line(obstacle.message, limit: Limits.message)
  }

  private func lines(of cause: Cause) -> [String] {
    let check = cause.lead
    let isHidden = cause.isHidden
    var message = Visible.line(Wording.briefly(cause), limit: Limits.message)
    if !check.isSound {
      let pair = Numerals.shortPoints(check.points, of: check.maximum)
      message = Wording.unsound(points: pair.points, maximum: pair.maximum)
    }
    let place = isHidden ? nil : check.place ?? (Cause.isEnding(check) ? nil : report.sources.place(of: check))
    let isError = Cause.isEnding(check)
    var lines = finding(message, at: place, isError: isError)
    lines += (isHidden || isError ? [] : numbers(check)).map { "    " + $0 }
    var said: [String] = []
    // The only mistake has room for the formula that gives its numbers.
    if causes.count == 1, view.equations.isEmpty, let diagnosis = check.diagnosis {
      said.append(Visible.line(diagnosis.evidence, limit: Limits.message))
    }
    if let other = check.diagnosis?.alternatives.first {
      said.append(Visible.line(Wording.alternative(other), limit: Limits.message))
    }
    if isError, !isEverything(cause.quantities) { said.append(Wording.concerned(cause.quantities)) }
    let others = cause.cases.filter { $0 != check.caseID }
    if !others.isEmpty { said.append(Wording.alsoIn(others.map { JUnit.token($0) })) }
    if cause.isInHidden { said.append(Wording.alsoInHidden) }
    said += cause.consequences.map { Wording.consequence($0) }
    lines += said.filter { !Visible.isBlank($0) }.flatMap { wrapped("    " + $0) }
    return check.isReproducible ? lines + command(caseID: check.caseID, step: check.reproducedStep) : lines
  }

  private func isEverything(_ quantities: [String]) -> Bool {
    report.checks.allSatisfy { $0.worth == 0 || quantities.contains($0.quantity) }
  }

  /// Returns a finding in the compiler's own form. Where the terminal is not known, it stays on one line: an editor reads it.
  private func finding(_ message: String, at place: Place?, isError: Bool) -> [String] {
    let kind = isError ? "error" : "warning"
    let text =
      (place.map { Wording.place($0, path: JUnit.token(view.command.path($0.file))) } ?? "") + "\(kind): \(message)"
    guard style.columns != nil else { return [style.paint(text, .bold)] }
    let first = Columns.wrapped(text, width: style.edge)[0]
    let rest = String(text.dropFirst(first.count)).trimmingPrefix(" ")
    let pieces = [first] + (rest.isEmpty ? [] : wrapped("    " + rest))
    return pieces.map { style.paint($0, .bold) }
  }

  private func numbers(_ check: Check) -> [String] {
    guard let shown = check.shownDivergence, let element = shown.elements.first else { return [] }
    let isOwn = check.equationDivergence.map { !Findings.isSamePlace($0, check.divergence) } ?? false
    let series = [check.quantity, shown.parameter].filter { !$0.isEmpty }.joined(separator: "/")
    let index = element.index.isEmpty ? "" : " " + Findings.index(element)
    let place = Wording.numbersPlace(
      caseID: JUnit.token(check.caseID), step: shown.step, steps: shown.steps,
      element: Visible.line(series, limit: Limits.name) + index, differing: shown.differing, count: shown.count)
    let room = max(style.edge - 4, 16)
    var lines = Columns.wrapped(place, width: room)
    var line = ""
    for cell in Findings.brief(element, fromEquation: isOwn) {
      if !line.isEmpty, 2 + line.count + 3 + cell.count > room {
        lines += Columns.wrapped("  " + line, width: room)
        line = ""
      }
      line += line.isEmpty ? cell : "   " + cell
    }
    return lines + Columns.wrapped("  " + line, width: room)
  }

  /// The command that shows a step in full, broken as a shell allows it.
  private func command(caseID: String, step: Int?) -> [String] {
    let indent = "    "
    var lines: [String] = []
    var line = indent
    for part in view.command.parts(caseID: Visible.line(caseID), step: step).map({ Visible.line($0) }) {
      let isFirst = line.count == indent.count
      if style.columns != nil, !isFirst, Columns.width(line) + Columns.width(part) + 3 > style.edge {
        lines.append(line + " \\")
        line = indent + "  " + part
      } else {
        line += isFirst ? part : " " + part
      }
    }
    return (lines + [line]).map { style.paint($0, .dim) }
  }

  private var rest: [String] {
    let others = open.dropFirst(Limits.causes)
    guard !others.isEmpty else { return [] }
    // An end of the run says nothing of the quantities that it cut off.
    var wrong: [String] = []
    for name in others.filter({ !Cause.isEnding($0.lead) }).flatMap(\.quantities) where !wrong.contains(name) {
      wrong.append(name)
    }
    return [""] + wrapped(Wording.moreCauses(wrong))
  }

  private var right: [String] {
    let standing = Standing(report.checks)
    let said = [Wording.following(standing.following), Wording.right(standing.right)].filter { !$0.isEmpty }
    return said.flatMap(wrapped).map { style.paint($0, .good) }
  }

  private var notes: [String] {
    let said = report.notes.map { Visible.line(Wording.sentence(of: $0), limit: Limits.message) }
    return said.isEmpty ? [] : [""] + said.flatMap { wrapped("note: " + $0) }
  }

  private var foot: [String] {
    let isCompiled = report.obstacle == nil
    return Wording.foot(
      version: report.version.map { Visible.line($0, limit: Limits.name) },
      hasMore: isCompiled && !report.checks.isEmpty,
      hasEquations: !view.equations.isEmpty, isFull: report.exitCode == .fullMarks
    ).map { [""] + wrapped($0).map { style.paint($0, .dim) } } ?? []
  }

  private func wrapped(_ text: String) -> [String] { Columns.wrapped(text, width: style.edge) }
}

/// The quantities that lost nothing.
struct Standing {
  /// Those that are right in all cases.
  private(set) var right: [String] = []
  /// Those that follow rightly from wrong ones somewhere.
  private(set) var following: [String] = []

  init(_ checks: [Check]) {
    var names: [String] = []
    for check in checks where check.worth > 0 && !names.contains(check.quantity) { names.append(check.quantity) }
    for name in names {
      let own = checks.filter { $0.quantity == name && $0.worth > 0 }
      guard own.allSatisfy(\.isFull) else { continue }
      if own.allSatisfy({ $0.outcome == .correct }) { right.append(name) } else { following.append(name) }
    }
  }
}
