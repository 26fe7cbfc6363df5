/// A file's name, which need not be text.
struct FileName: Equatable {
  let bytes: [UInt8]

  /// `nil` if it is not UTF-8. Another character in place of a byte could make two names one.
  var text: String? { String(validating: bytes, as: UTF8.self) }

  /// Names no two of which are alike: bytes that are not UTF-8 stand as `%FF`.
  var shown: String {
    text
      ?? bytes.map { byte in
        (0x20...0x7E).contains(byte) && byte != UInt8(ascii: "%")
          ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }.joined()
  }

  /// The reason why nothing of this name is a part of a program; `nil` if it may be one.
  var reasonToLeaveAside: LeftAside.Reason? {
    if bytes.first == UInt8(ascii: ".") || shown == "__MACOSX" { return .hidden }
    return Self.generated.contains(shown.lowercased()) || shown.hasSuffix(".dSYM") ? .generated : nil
  }

  var isSource: Bool { shown.lowercased().hasSuffix(".swift") }

  /// True for the kinds of archive that are read.
  var isArchive: Bool { archiveEnding != nil }

  /// The name without an archive's ending.
  var withoutArchiveEnding: String { archiveEnding.map { String(shown.dropLast($0.count)) } ?? shown }

  /// True for archives that are not read.
  var isUnreadArchive: Bool { [".rar", ".sit", ".sitx", ".ace", ".arj"].contains { shown.lowercased().hasSuffix($0) } }

  private static let generated: Set = [
    "deriveddata", "node_modules", "__pycache__", "pods", "thumbs.db", "desktop.ini", "xcuserdata",
  ]

  private var archiveEnding: String? {
    let name = shown.lowercased()
    return [
      ".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tbz", ".tar.xz", ".txz", ".tar.zst", ".7z",
    ].first { name.utf8.count > $0.utf8.count && name.hasSuffix($0) }
  }
}
