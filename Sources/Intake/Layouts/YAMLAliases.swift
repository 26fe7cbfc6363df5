/// A search for aliases (`*name`) in YAML, before a parser follows them.
///
/// An alias without an anchor (`&name`) before it is no YAML, and the parser refuses it. So one is there only where both
/// stand, and a text that the file quotes may hold asterisks.
enum YAMLAliases {
  /// Returns the line of the first place that may be an alias; `nil` if there is none.
  static func first(in text: [UInt8]) -> Int? {
    var anchors: Set<ArraySlice<UInt8>> = []
    var line = 1
    for (place, byte) in text.enumerated() {
      if byte == UInt8(ascii: "\n") { line += 1 }
      guard byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*"), place == 0 || mayPrecede(text[place - 1]) else {
        continue
      }
      let name = text[(place + 1)...].prefix(while: isOfName)
      guard !name.isEmpty, name.endIndex == text.endIndex || mayFollow(text[name.endIndex]) else { continue }
      if byte == UInt8(ascii: "&") { anchors.insert(name) } else if anchors.contains(name) { return line }
    }
    return nil
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  /// Some line breaks of YAML are no ASCII.
  private static func mayPrecede(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte >= 0x80 || "[]{},:?-\"'".utf8.contains(byte)
  }
  private static func mayFollow(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte >= 0x80 || "?:,]}%@`".utf8.contains(byte)
  }
}
