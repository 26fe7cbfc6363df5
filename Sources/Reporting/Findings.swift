import GradeModel

/// A check's findings in full, as lines of text: the part that the terminal and the JUnit report share.
enum Findings {
  /// Returns all lines on a check's numbers: their first difference from what is expected, that from what their
  /// equation gives, and their distances from step to step.
  static func lines(of check: Check, width: Int = .max) -> [String] {
    var lines = check.divergence.map { self.lines(of: $0, quantity: check.quantity, width: width) } ?? []
    if let own = check.equationDivergence, !isSamePlace(own, check.divergence) {
      lines += self.lines(of: own, quantity: check.quantity, fromEquation: true, width: width)
    }
    return lines + self.lines(of: check.distances ?? [])
  }

  /// True if both differences are at one place.
  /// A quantity that is wrong by itself differs from both at once: said once.
  static func isSamePlace(_ one: Divergence, _ other: Divergence?) -> Bool {
    guard let other else { return false }
    return one.step == other.step && one.parameter == other.parameter && one.differing == other.differing
  }

  /// Describes a difference: the first step at which the values differ, and elements of that step in columns.
  ///
  /// - Parameter fromEquation: true if the expected values are those of the equation on the program's own values.
  static func lines(
    of divergence: Divergence, quantity: String, fromEquation: Bool = false, width: Int = .max
  ) -> [String] {
    let series = [quantity, divergence.parameter].filter { !$0.isEmpty }.joined(separator: "/")
    let differs = Wording.differs(
      series: Visible.line(series, limit: Limits.name), step: divergence.step, steps: divergence.steps,
      differing: divergence.differing, count: divergence.count)
    let heading = fromEquation ? Wording.againstEquation(differs) : differs
    let rows = divergence.elements.prefix(Limits.elements).map { columns($0, fromEquation: fromEquation) }
    let widths = (0..<4).map { column in rows.map { $0[column].count }.max() ?? 0 }
    let body = rows.flatMap { row in
      let cells = zip(row, widths).map(padded)
      let place = cells[0].isEmpty ? "" : cells[0] + "  "
      let values = "  \(place)\(cells[1])   \(cells[2])"
      // Without an error, the allowed difference stands in its place.
      let errors = row[3].isEmpty ? row[4] : "\(cells[3])   \(row[4])"
      let isWide = values.count + 3 + errors.count > width
      let lines = isWide ? [values, String(repeating: " ", count: widths[0] + 4) + errors] : [values + "   " + errors]
      return lines.map(trimmed)
    }
    return [heading] + body
  }

  /// Returns an element's index, yours, expected, error, allowed error.
  private static func columns(_ element: Divergence.Element, fromEquation: Bool) -> [String] {
    // A scalar has no index to name.
    let index = element.index.isEmpty ? "" : self.index(element)
    let (yours, expected) = Numerals.parted(element.yours, element.expected)
    let other = fromEquation ? Wording.equationGives(expected) : Wording.expected(expected)
    return [index, Wording.yours(yours), other] + errors(element)
  }

  static func index(_ element: Divergence.Element) -> String {
    "[" + element.index.prefix(Limits.axes).map(String.init).joined(separator: ", ") + "]"
  }

  /// Returns an element without its index: expected, yours, the error.
  static func brief(_ element: Divergence.Element, fromEquation: Bool) -> [String] {
    let cells = columns(element, fromEquation: fromEquation)
    // The bound matters where the number is close to it.
    let isClose = abs(element.yours - element.expected) < 1e6 * element.allowed
    return [cells[2], cells[1], cells[3], isClose ? cells[4] : ""].filter { !$0.isEmpty }
  }

  /// Returns the largest distance at each of a few steps, in columns.
  static func lines(of distances: [StepDistance]) -> [String] {
    if distances.isEmpty { return [] }
    func number(_ distance: Double?) -> String {
      distance.map { $0 == 0 ? "0" : Numerals.error($0, digits: 2) } ?? ""
    }
    var rows = [
      [Wording.distanceAtStep] + distances.map { "\($0.step)" },
      [Wording.distanceFromExpected] + distances.map { number($0.fromExpected) },
    ]
    // A quantity that is wrong by itself is as far from both: said once.
    let differs = distances.contains { number($0.fromEquation) != number($0.fromExpected) }
    if differs, distances.contains(where: { $0.fromEquation != nil }) {
      rows.append([Wording.distanceFromEquation] + distances.map { number($0.fromEquation) })
    }
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      row.indices.map { column in
        column == 0
          ? padded(row[0], widths[0]) : String(repeating: " ", count: widths[column] - row[column].count) + row[column]
      }.joined(separator: "  ")
    }
  }

  private static func errors(_ element: Divergence.Element) -> [String] {
    let error = (element.yours - element.expected).magnitude
    let scale = element.expected.magnitude
    let relative = error / scale
    let allowed = element.allowed / scale
    // A quotient may overflow, lose its digits, or make two numbers equal; then the difference itself says more.
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

/// Limits on the texts that a report shows, in characters; far below what the readers of JUnit reports refuse.
enum Limits {
  static let name = 200
  static let message = 1_000
  static let body = 16_000
  static let output = 64_000
  static let elements = 5
  static let axes = 16
  /// Lines of the student's output in the terminal, for each case.
  static let outputLines = 20
  /// Causes, the compiler's lines and lines of output on a screen.
  static let causes = 3
  static let briefLines = 16
  static let briefOutput = 3
}
