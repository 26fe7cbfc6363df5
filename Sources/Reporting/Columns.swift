/// How much room text takes on a terminal, and how it is broken to fit.
enum Columns {
  /// The columns a text takes: two for wide East Asian characters and emoji, one for any other.
  static func width(_ text: String) -> Int {
    text.reduce(0) { $0 + width(of: $1) }
  }

  static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - Self.width(text)))
  }

  static func rightAligned(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - Self.width(text))) + text
  }

  /// Breaks a line at spaces so that each piece fits; a word longer than the width stays whole.
  ///
  /// The first piece keeps the line's indentation and every later one repeats it.
  static func wrapped(_ line: String, width limit: Int) -> [String] {
    guard width(line) > limit else { return [line] }
    let indent = String(line.prefix { $0 == " " })
    var pieces: [String] = []
    var piece = ""
    for word in line.split(separator: " ") {
      if !piece.isEmpty, width(indent) + width(piece) + 1 + width(String(word)) > limit {
        pieces.append(indent + piece)
        piece = ""
      }
      piece += piece.isEmpty ? String(word) : " " + word
    }
    return pieces + [indent + piece]
  }

  private static func width(of character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    if scalar.isASCII { return 1 }
    if scalar.properties.isEmojiPresentation { return 2 }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
      return 2
    default:
      return 1
    }
  }
}
