import GradeModel

/// What a check says in full, as lines of text: the part that the terminal and the JUnit report share.
enum Findings {
  /// Where the values part: the first step at which they differ, and elements of that step in columns.
  static func lines(of divergence: Divergence, quantity: String, width: Int = .max) -> [String] {
    let series = [quantity, divergence.parameter].filter { !$0.isEmpty }.joined(separator: "/")
    let heading = Wording.differs(
      series: Visible.line(series, limit: Limits.name), step: divergence.step, steps: divergence.steps,
      differing: divergence.differing, count: divergence.count)
    let rows = divergence.elements.prefix(Limits.elements).map(columns)
    let widths = (0..<4).map { column in rows.map { $0[column].count }.max() ?? 0 }
    let body = rows.flatMap { row in
      let cells = zip(row, widths).map(padded)
      let place = cells[0].isEmpty ? "" : cells[0] + "  "
      let values = "  \(place)\(cells[1])   \(cells[2])"
      // Without an error, what is allowed stands in its place.
      let errors = row[3].isEmpty ? row[4] : "\(cells[3])   \(row[4])"
      let isWide = values.count + 3 + errors.count > width
      let lines = isWide ? [values, String(repeating: " ", count: widths[0] + 4) + errors] : [values + "   " + errors]
      return lines.map(trimmed)
    }
    return [heading] + body
  }

  /// Index, yours, expected, how far off, how far off it may be.
  private static func columns(_ element: Divergence.Element) -> [String] {
    // A number that stands alone has no place to name.
    let index =
      element.index.isEmpty
      ? "" : "[" + element.index.prefix(Limits.axes).map(String.init).joined(separator: ", ") + "]"
    let (yours, expected) = Numerals.parted(element.yours, element.expected)
    return [index, Wording.yours(yours), Wording.expected(expected)] + errors(element)
  }

  private static func errors(_ element: Divergence.Element) -> [String] {
    let error = (element.yours - element.expected).magnitude
    let scale = element.expected.magnitude
    let relative = error / scale
    let allowed = element.allowed / scale
    // A quotient may overflow, lose its digits, or make two numbers one; then the difference itself says more.
    if relative.isFinite, allowed.isFinite, scale.isNormal, (relative == allowed) == (error == element.allowed) {
      let pair = Numerals.parted(relative, allowed, minimum: 2, Numerals.error)
      return [Wording.relativeError(pair.0), Wording.allowed(pair.1)]
    }
    if error.isFinite {
      let pair = Numerals.parted(error, element.allowed, minimum: 2, Numerals.error)
      return [Wording.error(pair.0), Wording.allowed(pair.1)]
    }
    return ["", Wording.allowed(Numerals.error(element.allowed, digits: 2))]
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private static func trimmed(_ line: String) -> String {
    String(line.reversed().drop { $0 == " " }.reversed())
  }
}

/// How much of a text a report shows, in characters; far below what the readers of JUnit reports refuse.
enum Limits {
  static let name = 200
  static let message = 1_000
  static let body = 16_000
  static let output = 64_000
  static let elements = 5
  static let axes = 16
  /// Lines of the student's output in the terminal.
  static let outputLines = 20
}
