/// Paths of this machine that a tool may name in its output, to be hidden from students.
struct HostPaths {
  /// The longest first: one path may be the beginning of another.
  private let paths: [[UInt8]]

  /// Collects all paths that the tools may see, and a folder of ours.
  init(_ access: Sandbox.Access..., folder: String) {
    let all = access.flatMap { $0.readOnly + $0.writable } + [folder, folder + "/sources", folder + "/output"]
    // A path directly below the root is on every machine, and reveals nothing.
    paths = Set(all.filter { $0.hasPrefix("/") && $0.dropFirst().contains("/") }).map { Array($0.utf8) }
      .sorted { $0.count != $1.count ? $0.count > $1.count : $0.lexicographicallyPrecedes($1) }
  }

  /// True if a path is one of them or below one.
  func hold(_ path: String) -> Bool {
    let bytes = Array(path.utf8)
    return match(at: bytes.startIndex, in: bytes) != nil
  }

  /// Returns the text with each of them cut down to its last component.
  func hidden(in text: String) -> String {
    let bytes = Array(text.utf8)
    var shown: [UInt8] = []
    var at = bytes.startIndex
    while at < bytes.endIndex {
      if let path = match(at: at, in: bytes) {
        shown += path[(path.lastIndex(of: UInt8(ascii: "/"))! + 1)...]
        at += path.count
      } else {
        shown.append(bytes[at])
        at += 1
      }
    }
    return String(decoding: shown, as: UTF8.self)
  }

  /// Returns the path that stands at a place, unless a longer name begins there.
  private func match(at place: Int, in bytes: [UInt8]) -> [UInt8]? {
    guard place < bytes.count, bytes[place] == UInt8(ascii: "/") else { return nil }
    return paths.first { path in
      guard bytes[place...].starts(with: path) else { return false }
      let end = place + path.count
      return end == bytes.count || !Self.continues(bytes[end])
    }
  }

  /// True if this byte continues a name.
  private static func continues(_ byte: UInt8) -> Bool {
    let character = UnicodeScalar(byte)
    return byte >= 0x80 || character.properties.isAlphabetic || ("0"..."9").contains(character)
      || "_-+".unicodeScalars.contains(character)
  }
}
