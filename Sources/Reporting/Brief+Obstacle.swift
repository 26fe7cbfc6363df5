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
    return shown
      + (lines.count > Limits.briefLines ? [Wording.cutLines(lines.count - Limits.briefLines, way: "--full")] : [])
  }
}

/// The first lines that a program printed, in the first case that has any.
struct BriefOutput {
  private let outputs: [CaseOutput]
  private let style: Style

  init(_ report: Report, _ style: Style) {
    self.style = style
    outputs = report.outputsWithoutEnds.filter { !Visible.isBlank($0.text) }
  }

  var lines: [String] {
    guard let first = outputs.first else { return [] }
    let others = outputs.count - 1
    return [""] + OutputLines(first, limit: Limits.briefOutput, style, way: "--full").lines
      + (others > 0 ? Columns.wrapped("  " + Wording.otherOutputs(others), width: style.edge) : [])
  }
}
