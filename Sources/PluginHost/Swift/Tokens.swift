/// The words and marks of a Swift source, in order, without comments and without what literals say. Code in a literal's
/// interpolation is code.
struct Tokens {
  struct Token: Equatable {
    /// A word, or a single other character.
    let text: String
    let line: Int
    /// The position of its first byte.
    let start: Int
    var isWord: Bool { text.utf8.count > 1 || text.utf8.allSatisfy(Tokens.isWordByte) }
  }

  private(set) var all: [Token] = []
  /// The texts of plain literals: those of one line, without interpolation and escapes.
  private(set) var literals: [Token] = []
  private let bytes: [UInt8]
  private var position = 0
  private var line = 1
  /// The number of interpolations that the position is in.
  private var nesting = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if next("\u{FEFF}") { position += 3 }
    if next("#!") { skipLine() }
    while position < bytes.count { readCode() }
  }

  /// The words alone.
  var words: [Token] { all.filter(\.isWord) }

  /// True if one of some words comes directly before a name.
  func has(_ words: Set<String>, before name: String) -> Bool {
    zip(all, all.dropFirst()).contains { words.contains($0.text) && $1.text == name }
  }

  /// Reads to the end, or to the parenthesis that ends an interpolation.
  private mutating func readCode() {
    var depth = 0
    while position < bytes.count {
      let byte = bytes[position]
      if next("//") {
        skipLine()
      } else if next("/*") {
        skipComment()
      } else if let literal = literalAhead() {
        position += literal.hashes
        literal.isPattern ? skipPattern(literal.hashes) : readText(literal.hashes)
      } else if Self.isWordByte(byte) {
        let end = bytes[position...].firstIndex { !Self.isWordByte($0) } ?? bytes.count
        add(bytes[position..<end])
        position = end
      } else if byte == UInt8(ascii: "`") {
        // A name in these may hold anything, and stays on its line.
        let rest = bytes[(position + 1)...]
        let end = rest.firstIndex { $0 == UInt8(ascii: "`") || Self.isLineEnd($0) } ?? bytes.count
        add(bytes[(position + 1)..<end])
        position = min(end + 1, bytes.count)
      } else {
        if byte == UInt8(ascii: "(") { depth += 1 }
        if byte == UInt8(ascii: ")") {
          depth -= 1
          if nesting > 0, depth < 0 {
            position += 1
            return
          }
        }
        if byte > 32 { add([byte]) }
        step()
        // Of a row of these the first is enough.
        while byte == UInt8(ascii: "#"), position < bytes.count, bytes[position] == byte { position += 1 }
      }
    }
  }

  /// The number of `#` before a text or a pattern that begins here.
  private func literalAhead() -> (hashes: Int, isPattern: Bool)? {
    var hashes = 0
    while position + hashes < bytes.count, bytes[position + hashes] == UInt8(ascii: "#") { hashes += 1 }
    guard position + hashes < bytes.count else { return nil }
    switch bytes[position + hashes] {
    case UInt8(ascii: "\""): return (hashes, false)
    // Without a `#` it is a division in this language mode.
    case UInt8(ascii: "/") where hashes > 0: return (hashes, true)
    default: return nil
    }
  }

  private mutating func readText(_ hashes: Int) {
    let marks = String(repeating: "#", count: hashes)
    let (interpolation, escape) = ("\\" + marks + "(", "\\" + marks)
    var quotes = "\""
    if next("\"\"\"") {
      // With `#` it may be a text of one line that begins with a quote, `#"""#`.
      let rest = bytes[(position + 1)...].prefix { !Self.isLineEnd($0) }
      if hashes == 0 || !rest.contains(Array(("\"" + marks).utf8)) { quotes = "\"\"\"" }
    }
    position += quotes.utf8.count
    let (end, isLong) = (quotes + marks, quotes.utf8.count > 1)
    let start = position
    var isPlain = !isLong
    while position < bytes.count {
      if next(end) {
        if isPlain {
          let text = String(decoding: bytes[start..<position], as: UTF8.self)
          literals.append(Token(text: text, line: line, start: start))
        }
        position += end.utf8.count
        return
      } else if next(interpolation) {
        isPlain = false
        position += 2 + hashes
        nesting += 1
        // The compiler gives up long before.
        if nesting > 300 { position = bytes.count }
        readCode()
        nesting -= 1
      } else if next(escape) {
        isPlain = false
        position += 1 + hashes
        if position < bytes.count { step() }
      } else if !isLong, Self.isLineEnd(bytes[position]) {
        return
      } else {
        step()
      }
    }
  }

  private mutating func skipPattern(_ hashes: Int) {
    let end = "/" + String(repeating: "#", count: hashes)
    position += 1
    let isLong = bytes[position...].first { $0 != 32 && $0 != 9 }.map(Self.isLineEnd) ?? false
    while position < bytes.count {
      if next(end) {
        position += end.utf8.count
        return
      }
      if !isLong, Self.isLineEnd(bytes[position]) { return }
      if next("\\"), position + 1 < bytes.count { position += 1 }
      step()
    }
  }

  private mutating func skipLine() {
    while position < bytes.count, !Self.isLineEnd(bytes[position]) { position += 1 }
  }

  private mutating func skipComment() {
    var depth = 0
    repeat {
      if next("/*") {
        depth += 1
        position += 2
      } else if next("*/") {
        depth -= 1
        position += 2
      } else {
        step()
      }
    } while depth > 0 && position < bytes.count
  }

  /// Goes on by one byte, and counts the lines as the compiler does.
  private mutating func step() {
    if bytes[position] == UInt8(ascii: "\n") || bytes[position] == UInt8(ascii: "\r") && !next("\r\n") { line += 1 }
    position += 1
  }

  private mutating func add(_ text: some Collection<UInt8>) {
    all.append(Token(text: String(decoding: text, as: UTF8.self), line: line, start: position))
  }

  private func next(_ text: String) -> Bool { bytes[position...].starts(with: text.utf8) }

  private static func isLineEnd(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 128...:
      true
    default: false
    }
  }
}
