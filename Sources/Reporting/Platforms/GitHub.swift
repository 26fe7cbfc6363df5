package import GradeModel

/// GitHub Actions: annotations on the student's lines, and the summary page of a step.
///
/// A step shows ten errors, ten warnings and ten notices, and drops the rest without a word; a summary above 1 MiB is dropped whole.
package enum GitHub {
  private static let mostAnnotations = 10
  private static let mostSummaryBytes = 900_000

  /// Returns the workflow commands to print, the most useful first.
  ///
  /// - Parameter folder: the submission's folder as the checkout has it, empty for the checkout itself.
  package static func annotations(for report: Report, in folder: String = "") -> [String] {
    // A mistake shows in every case, and is worth one of ten places.
    var said: Set<String> = []
    let told = ReportCase.byUse(ReportCase.all(of: report)).filter { one in
      guard let result = one.result, result.kind != .skipped else { return false }
      return said.insert(result.message).inserted
    }
    var lines = told.prefix(mostAnnotations).map { one -> String in
      let place = one.result?.place
      var properties = place.map { [("file", CheckoutPath.of($0.file, in: folder)), ("line", String($0.line))] } ?? []
      properties.append(("title", one.title))
      return command("error", properties, one.result?.message ?? "")
    }
    if told.count > mostAnnotations {
      lines.append(
        command("notice", [("title", report.assignment.id)], Wording.unshownFindings(told.count - mostAnnotations)))
    }
    return lines
  }

  /// Returns the lines of a step's outputs: `points`, `maximum` and `verdict`.
  package static func outputs(for report: Report) -> String {
    let total = Numerals.shortPoints(report.points, of: report.maximum)
    let points = report.exitCode.hasGrade ? total.points : ""
    return "points=\(points)\nmaximum=\(total.maximum)\nverdict=\(Wording.verdict(report.exitCode))\n"
  }

  /// Returns a text nothing of which is taken for a command: those of the newer form may stand behind blanks, and the older form is
  /// looked for anywhere in a line (`ActionCommand.cs` of the runner).
  package static func harmless(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      // By scalars: one that joins with a colon makes another character of it, but no other command.
      let start = line.unicodeScalars.drop { $0.properties.isWhitespace }
      var shown = start.starts(with: "::".unicodeScalars) ? "|".unicodeScalars : "".unicodeScalars
      for scalar in line.unicodeScalars {
        if scalar == "[", shown.suffix(2).elementsEqual("##".unicodeScalars) { shown.append(" ") }
        shown.append(scalar)
      }
      return String(shown)
    }.joined(separator: "\n")
  }

  private static func command(_ name: String, _ properties: [(String, String)], _ message: String) -> String {
    let listed = properties.map { "\($0.0)=\(property($0.1))" }.joined(separator: ",")
    return "::\(name) \(listed)::\(data(message))"
  }

  /// Returns a text as a command's message: one line.
  static func data(_ text: String) -> String {
    escaped(text, ["%": "%25", "\r": "%0D", "\n": "%0A"])
  }

  /// Returns a text as a property of a command.
  static func property(_ text: String) -> String {
    escaped(text, ["%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"])
  }

  /// Scalar by scalar: a comma that is joined to another scalar is another character to Swift, and a comma to its reader.
  private static func escaped(_ text: String, _ codes: [Unicode.Scalar: String]) -> String {
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if let code = codes[scalar] { shown.append(contentsOf: code.unicodeScalars) } else { shown.append(scalar) }
    }
    return String(shown)
  }

  /// Returns the report as Markdown: the marks, a table of the checks, and what is wrong.
  package static func summary(for report: Report) -> String {
    let cases = ReportCase.all(of: report)
    let pair = Numerals.shortPoints(report.points, of: report.maximum)
    var lines = [
      "## \(Markdown.text(report.assignment.title)): \(Markdown.text(report.submission.name))", "",
      "**\(Markdown.text(Wording.total(report.exitCode, points: pair.points, maximum: pair.maximum)))**", "",
      "| | points | |", "|---|---|---|",
    ]
    lines += cases.map { one in
      let pair = Numerals.shortPoints(one.marks.points, of: one.marks.maximum)
      let marks = one.marks.maximum > 0 ? "\(pair.points) / \(pair.maximum)" : ""
      let said = one.result?.message ?? Wording.passed
      return "| \(Markdown.text(one.title)) | \(marks) | \(one.passes ? "✓" : "✗") \(Markdown.text(said)) |"
    }
    for one in ReportCase.byUse(cases) {
      guard let result = one.result, result.kind != .skipped else { continue }
      lines += ["", "### \(Markdown.text(one.title))", "", Markdown.block(result.body)]
    }
    lines += report.notes.map { "\n> \(Markdown.text(Wording.sentence(of: $0)))" }
    // Cut at a line, so that no fence stays open.
    var size = 0
    let kept = lines.prefix { line in
      size += line.utf8.count + 1
      return size <= mostSummaryBytes
    }
    return kept.joined(separator: "\n") + "\n"
  }
}
