/// Text made fit to be shown: whatever a student's program or file name holds, it neither breaks an XML document nor drives
/// a terminal, and nothing in it is hidden.
enum Visible {
  /// Text of several lines: line feeds and tabs stay, whatever could act on a terminal or a parser is written out.
  ///
  /// - Parameter limit: how many characters (Unicode scalars) are shown before the rest is only counted.
  static func text(_ text: String, limit: Int = .max) -> String {
    var shown = String.UnicodeScalarView()
    var count = 0
    var rest = text.unicodeScalars[...]
    while count < limit, let scalar = rest.popFirst() {
      count += 1
      if scalar == "\r", rest.first == "\n" { continue }
      append(scalar, to: &shown)
    }
    let kept = String(shown)
    return rest.isEmpty ? kept : kept + "\n" + Wording.cut(rest.count)
  }

  /// Text on one line: every run of white space becomes one space, none at either end.
  static func line(_ text: String, limit: Int = .max) -> String {
    var shown = String.UnicodeScalarView()
    var count = 0
    var isGap = false
    var rest = text.unicodeScalars[...]
    while count < limit, let scalar = rest.popFirst() {
      count += 1
      if scalar.properties.isWhitespace {
        isGap = !shown.isEmpty
        continue
      }
      if isGap { shown.append(" ") }
      isGap = false
      append(scalar, to: &shown)
    }
    return rest.isEmpty ? String(shown) : String(shown) + "…"
  }

  /// Whether a reader would see anything at all.
  static func isBlank(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { $0.properties.isWhitespace || $0.properties.isDefaultIgnorableCodePoint }
  }

  private static func append(_ scalar: Unicode.Scalar, to shown: inout String.UnicodeScalarView) {
    switch scalar.value {
    case 0x09, 0x0A:
      shown.append(scalar)
    case 0x00...0x1F:
      // The control pictures follow the order of the control characters: ESC becomes ␛.
      shown.append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
    case 0x7F:
      shown.append("␡")
    case 0x80...0x9F,  // C1 controls: U+009B starts a terminal sequence as ESC [ does
      0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069,  // turn the direction of what follows
      0x2028, 0x2029,  // end a line for some readers only
      0xFEFF, 0xFDD0...0xFDEF:
      shown.append(contentsOf: escape(scalar))
    case let value where value & 0xFFFE == 0xFFFE:
      // U+FFFE and U+FFFF are no XML characters; their like in the other planes are no characters either.
      shown.append(contentsOf: escape(scalar))
    default:
      shown.append(scalar)
    }
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String.UnicodeScalarView {
    "\\u{\(String(scalar.value, radix: 16, uppercase: true))}".unicodeScalars
  }
}
