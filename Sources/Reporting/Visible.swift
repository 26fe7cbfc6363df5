/// Text made fit to be shown: whatever a student's program or file name holds, it neither breaks an XML document nor drives
/// a terminal, and nothing in it is hidden.
package enum Visible {
  /// Returns text of several lines. Line feeds and tabs stay; characters that could act on a terminal or a parser are
  /// written out, and so are invisible ones.
  ///
  /// - Parameter limit: the number of characters (Unicode scalars) shown before the rest is only counted.
  package static func text(_ text: String, limit: Int = .max) -> String {
    var shown = String.UnicodeScalarView()
    var sight = Sight()
    var count = 0
    var rest = text.unicodeScalars[...]
    while count < limit, let scalar = rest.popFirst() {
      count += 1
      if scalar == "\r", rest.first == "\n" { continue }
      let isShown = sight.shows(scalar, before: rest.first) || scalar == "\n" || scalar == "\t"
      append(scalar, isShown: isShown, to: &shown)
    }
    let kept = String(shown)
    return rest.isEmpty ? kept : kept + "\n" + Wording.cut(rest.count)
  }

  /// Returns text on one line: every run of white space becomes one space, with none at either end.
  package static func line(_ text: String, limit: Int = .max) -> String {
    var shown = String.UnicodeScalarView()
    var sight = Sight()
    var count = 0
    var isGap = false
    var rest = text.unicodeScalars[...]
    while count < limit, let scalar = rest.popFirst() {
      count += 1
      let isShown = sight.shows(scalar, before: rest.first)
      if scalar.properties.isWhitespace {
        isGap = !shown.isEmpty
        continue
      }
      if isGap { shown.append(" ") }
      isGap = false
      append(scalar, isShown: isShown, to: &shown)
    }
    return rest.isEmpty ? String(shown) : String(shown) + "…"
  }

  /// Returns text broken at words for a terminal of so many columns.
  package static func lines(_ text: String, columns: Int) -> String {
    Self.text(text).split(separator: "\n", omittingEmptySubsequences: false)
      .flatMap { Columns.wrapped(String($0), width: max(columns, 20)) }.joined(separator: "\n")
  }

  /// Returns text on one line that no terminal of so many columns breaks.
  package static func row(_ text: String, columns: Int) -> String {
    let pieces = Columns.folded(line(text), width: max(1, columns - 2))
    return pieces.count == 1 ? pieces[0] : pieces[0] + "…"
  }

  /// True if a reader would see nothing at all.
  package static func isBlank(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { $0.properties.isWhitespace || $0.properties.isDefaultIgnorableCodePoint }
  }

  private static func append(_ scalar: Unicode.Scalar, isShown: Bool, to shown: inout String.UnicodeScalarView) {
    switch scalar.value {
    case _ where isShown:
      shown.append(scalar)
    case 0x00...0x1F:
      // The control pictures follow the order of the control characters: ESC becomes ␛.
      shown.append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
    case 0x7F:
      shown.append("␡")
    default:
      shown.append(contentsOf: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}".unicodeScalars)
    }
  }
}
