/// The room that text takes on a terminal, and its breaking so that it fits.
package enum Columns {
  /// Returns the columns that a text takes: two for wide East Asian characters and emoji, one for any other.
  static func width(_ text: String) -> Int {
    text.reduce(0) { $0 + width(of: $1) }
  }

  static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - Self.width(text)))
  }

  static func rightAligned(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - Self.width(text))) + text
  }

  /// Breaks a line at spaces so that each piece fits; a word longer than the width is broken within.
  ///
  /// The first piece keeps the line's indentation and every later one repeats it.
  package static func wrapped(_ line: String, width limit: Int) -> [String] {
    guard width(line) > limit else { return [line] }
    let indent = String(line.prefix { $0 == " " }.prefix(limit / 2))
    var pieces: [String] = []
    var piece = ""
    let room = limit - indent.count
    let words = line.split(separator: " ").flatMap {
      width(String($0)) > room ? folded(String($0), width: room) : [String($0)]
    }
    for word in words {
      if !piece.isEmpty, width(piece) + 1 + width(word) > room {
        pieces.append(indent + piece)
        piece = ""
      }
      piece += piece.isEmpty ? word : " " + word
    }
    return pieces + [indent + piece]
  }

  /// Breaks a text like ``folded(_:width:)``, but behind a space where one stands in the second half of a piece. The spaces of
  /// a table stay.
  static func broken(_ text: String, width limit: Int) -> [String] {
    var pieces: [String] = []
    var rest = text
    while true {
      let first = folded(rest, width: limit)
      // Nobody reads a text of so many lines.
      guard (2...Self.mostPieces).contains(first.count) else { return pieces + first }
      // Tabs have become spaces.
      let whole = first.joined()
      var piece = first[0]
      if let space = piece.lastIndex(of: " "), piece.distance(from: piece.startIndex, to: space) > piece.count / 2 {
        piece = String(piece[...space])
      }
      pieces.append(piece)
      // In bytes: a letter with many accents may be broken within.
      rest = String(decoding: whole.utf8.dropFirst(piece.utf8.count), as: UTF8.self)
    }
  }

  private static let mostPieces = 100

  /// Breaks a text so early that each piece fits into the width on any terminal; tabs become spaces. Returns at least
  /// one piece, with at least one scalar in each.
  static func folded(_ text: String, width limit: Int) -> [String] {
    var pieces: [String] = []
    var piece = ""
    var used = 0
    func add(_ part: String, _ width: Int) {
      if used + width > limit, !piece.isEmpty {
        pieces.append(piece)
        (piece, used) = ("", 0)
      }
      piece += part
      used += width
    }
    for character in text {
      if character == "\t" {
        // Space by space: a tab stop may lie behind the edge.
        for _ in 0..<8 - used % 8 { add(" ", 1) }
        continue
      }
      let width = most(String(character))
      if width <= limit {
        add(String(character), width)
      } else {
        // A letter may have any number of accents.
        for scalar in character.unicodeScalars { add(String(scalar), most(String(scalar))) }
      }
    }
    return pieces + [piece]
  }

  /// Returns the most columns that a text may take. Terminals differ in what they know of wide signs and of signs that
  /// join or combine. Here every scalar counts, as wide as it may be.
  static func most(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { sum, scalar in
      if scalar.isASCII { return sum + 1 }
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark, .format: return sum + 1
      default: return sum + 2
      }
    }
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
