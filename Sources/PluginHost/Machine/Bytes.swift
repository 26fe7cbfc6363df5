// Paths and names are bytes. Swift compares characters, and a name can begin with a mark, a joiner or a selector that makes
// one character of it and the "/" before it: then no "/" is found there.
extension StringProtocol {
  /// True if the bytes begin with those of another text.
  func begins(with beginning: some StringProtocol) -> Bool { utf8.starts(with: beginning.utf8) }

  /// True if the bytes end with those of another text.
  func ends(with ending: some StringProtocol) -> Bool { utf8.reversed().starts(with: ending.utf8.reversed()) }

  /// True if the bytes are the same. `==` also takes two spellings of an accent for one.
  func isSame(as other: some StringProtocol) -> Bool { utf8.elementsEqual(other.utf8) }

  /// The parts between the slashes of a path, without empty ones.
  var pathComponents: [String] { utf8.split(separator: UInt8(ascii: "/")).map { String(decoding: $0, as: UTF8.self) } }
}
