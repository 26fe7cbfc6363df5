import GradeModel

extension Brief {
  /// The reason that nothing was graded, once, and the compiler's first messages as editors read them.
  func lines(of obstacle: Obstacle) -> [String] {
    let message = Visible.isBlank(obstacle.message) ? Wording.fallback(obstacle.outcome) : obstacle.message
    var lines: [String] = []
    if Visible.isBlank(obstacle.details) {
      let place = obstacle.place.map { Wording.place($0, path: JUnit.token(view.command.path($0.file))) } ?? ""
      // Some messages begin with their place.
      let own = obstacle.place.map { "\($0.file):\($0.line): " } ?? ""
      let words = Visible.line(message, limit: Limits.message)
      let text = own.isEmpty || !words.hasPrefix(own) ? words : String(words.dropFirst(own.count))
      lines = Columns.wrapped(place + "error: " + text, width: style.edge).map { style.paint($0, .bad) }
    } else {
      lines = details(obstacle.details)
    }
    return lines
  }

  /// Returns the compiler's lines without breaking them at words: its carets point at columns.
  private func details(_ text: String) -> [String] {
    var lines = Visible.text(text, limit: Limits.body).split(separator: "\n", omittingEmptySubsequences: false)
    while lines.last?.isEmpty ?? false { lines.removeLast() }
    let shown = lines.prefix(Limits.briefLines).flatMap { line -> [String] in
      let file = report.submission.files.first { line.hasPrefix($0 + ":") }
      let own = file.map { JUnit.token(view.command.path($0)) + line.dropFirst($0.count) } ?? String(line)
      guard let columns = style.columns else { return [own] }
      // A message is words; of what it quotes, the columns count.
      if file != nil { return Columns.wrapped(own, width: columns) }
      let pieces = Columns.folded(own, width: columns)
      return [pieces[0]] + pieces.dropFirst().flatMap { Columns.folded($0, width: columns - 4).map { "    " + $0 } }
    }
    return shown + (lines.count > Limits.briefLines ? [Wording.cutLines(lines.count - Limits.briefLines)] : [])
  }

  /// The assignment's equations, each with the program's own beside it where a diagnosis has it.
  var equations: [String] {
    var evidence: [String] = []
    for check in report.checks {
      if let own = check.diagnosis?.evidence, !Visible.isBlank(own), !evidence.contains(own) { evidence.append(own) }
    }
    var lines = [Wording.equationsHeading]
    for equation in view.equations {
      let own = equation.symbol.flatMap { symbol in evidence.first { $0.hasPrefix(Wording.yourFormula(symbol)) } }
      if let own { evidence.removeAll { $0 == own } }
      let mark = equation.symbol == nil ? "" : own == nil ? "    " : "  " + style.paint("✗", .bad) + " "
      let pieces = Columns.wrapped("    " + Visible.line(equation.text), width: style.edge)
      lines.append(equation.symbol == nil ? "  " + Visible.line(equation.text) : mark + pieces[0].dropFirst(4))
      if equation.symbol != nil { lines += pieces.dropFirst().map { "  " + $0 } }
      if let own {
        lines += Columns.wrapped("        " + Visible.line(own, limit: Limits.message), width: style.edge)
      }
    }
    // A formula that no line of the list begins with.
    lines += evidence.flatMap { Columns.wrapped("    " + Visible.line($0, limit: Limits.message), width: style.edge) }
    return lines
  }
}

/// The first lines that a program printed, in the first case that has any.
struct BriefOutput {
  private let outputs: [CaseOutput]
  private let style: Style

  init(_ report: Report, _ style: Style) {
    self.style = style
    // A crash's own message stands in its finding.
    let said = report.checks.compactMap { check -> String? in
      if case .crashed(let message)? = check.finding { message } else { nil }
    }
    outputs = report.outputsByCase.map { output in
      let lines = output.text.split(separator: "\n", omittingEmptySubsequences: false)
      let kept = lines.filter { line in !said.contains { !$0.isEmpty && line.hasSuffix($0) && line.contains("rror: ") }
      }
      return CaseOutput(caseID: output.caseID, text: kept.joined(separator: "\n"))
    }.filter { !Visible.isBlank($0.text) }
  }

  var lines: [String] {
    guard let first = outputs.first else { return [] }
    let others = outputs.count - 1
    return [""] + OutputLines(first, limit: Limits.briefOutput, style).lines
      + (others > 0 ? Columns.wrapped("  " + Wording.otherOutputs(others), width: style.edge) : [])
  }
}
