import Glibc

/// One submission in a batch's folder.
struct BatchEntry: Equatable, Sendable {
  /// Its name; bytes that are no text stand as `%FF`.
  let name: String
  /// Where it is; nothing where its name is no text. Putting in another character would make two names one, and grade one
  /// student's program for the other's.
  let path: String?
  /// Its report's name without the extension; no two are alike.
  let report: String

  init(_ bytes: [UInt8], in folder: String) {
    if let text = String(validating: bytes, as: UTF8.self) {
      name = text
      path = "\(folder)/\(text)"
      report = ReportName.file(for: text)
    } else {
      name = bytes.map { byte in
        (0x20...0x7E).contains(byte) && byte != UInt8(ascii: "%")
          ? String(UnicodeScalar(byte)) : "%" + String(byte, radix: 16, uppercase: true)
      }.joined()
      path = nil
      // Unlike any name that is text: in those no byte above 0x7F is written out.
      let digest = bytes.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
      report = name.utf8.count <= 200 ? name : name.prefix(40) + "%FF…" + String(digest, radix: 16)
    }
  }

  /// Everything in a folder but what is hidden, in the order of the names' bytes, and how much that is; nothing where there is no
  /// folder.
  static func all(in folder: String) -> (entries: [BatchEntry], hidden: Int)? {
    guard let stream = opendir(folder) else { return nil }
    defer { closedir(stream) }
    var names: [[UInt8]] = []
    var hidden = 0
    while let entry = readdir(stream) {
      let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if bytes.first != UInt8(ascii: ".") {
        names.append(bytes)
      } else if bytes != Array(".".utf8), bytes != Array("..".utf8) {
        hidden += 1
      }
    }
    return (names.sorted { $0.lexicographicallyPrecedes($1) }.map { BatchEntry($0, in: folder) }, hidden)
  }
}
