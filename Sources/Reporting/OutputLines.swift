import GradeModel

/// Lines of a program's output, marked so that none can pass for a line of the report.
struct OutputLines {
  let lines: [String]

  init(_ output: CaseOutput, limit: Int, _ style: Style, way: String? = nil) {
    var lines = Visible.text(output.text, limit: Limits.output).split(separator: "\n", omittingEmptySubsequences: false)
    while lines.last?.isEmpty ?? false { lines.removeLast() }
    let rest = lines.count - limit
    // A bar before each line, and before each piece that the terminal would break off. An unknown terminal (a pager
    // behind a pipe) is taken for the usual one.
    let bar = "  │ "
    let room = min(style.edge, style.columns ?? 80) - Columns.most(bar)
    let shown = lines.prefix(limit).flatMap { line in
      Columns.broken(line.count > Limits.message ? line.prefix(Limits.message) + "…" : String(line), width: room)
        .map { bar + $0 }
    }
    let heading = Wording.outputHeading(output.caseID.isEmpty ? nil : JUnit.token(output.caseID))
    self.lines =
      Columns.wrapped(heading, width: style.edge) + shown.map { style.paint($0, .dim) }
      + (rest > 0 ? ["  " + Wording.cutLines(rest, way: way)] : [])
  }
}

extension Report {
  /// The program's output, by case; as a whole if its cases are not known, or do not make up what may be shown.
  var outputsByCase: [CaseOutput] {
    if outputs.map(\.text).joined() == output { return outputs }
    return [CaseOutput(caseID: "", text: output)]
  }

  /// The program's output without the runtime's last words: they stand in the finding of the crash.
  var outputsWithoutEnds: [CaseOutput] {
    let said = Set(
      checks.compactMap { check -> String? in
        if case .crashed(let message)? = check.finding, !message.isEmpty { message } else { nil }
      })
    guard !said.isEmpty else { return outputsByCase }
    return outputsByCase.map { output in
      let lines = output.text.split(separator: "\n", omittingEmptySubsequences: false)
      let kept = lines.filter { line in
        !said.contains { line.hasSuffix("rror: " + $0) || line.hasSuffix("failed: " + $0) }
      }
      return CaseOutput(caseID: output.caseID, text: kept.joined(separator: "\n"))
    }
  }
}
