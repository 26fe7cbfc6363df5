/// The path of an archive's entry, once it is known to stay inside the archive's folder.
struct EntryPath: Equatable {
  /// None is empty, `.` or `..`. Bytes that are no text stand as `%FF`.
  let components: [FileName]

  /// `nil` if the path is absolute, climbs, or cannot be a file's.
  init?(_ bytes: [UInt8]) {
    // An archive from Windows may have the other slash, and its drives.
    let parts = bytes.split(omittingEmptySubsequences: false) { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
    guard bytes.count <= 2000, let first = parts.first, !(first.isEmpty && parts.count > 1) else { return nil }
    if first.count == 2, first.last == UInt8(ascii: ":") { return nil }
    let named = parts.filter { !$0.isEmpty && !$0.elementsEqual(".".utf8) }
    let names = named.map { FileName(bytes: Array(FileName(bytes: Array($0)).shown.utf8)) }
    guard !names.isEmpty, !named.contains(where: { $0.elementsEqual("..".utf8) }),
      names.allSatisfy({ $0.bytes.count <= 255 && !$0.bytes.contains(0) })
    else { return nil }
    components = names
  }

  var text: String { components.map(\.shown).joined(separator: "/") }
  var folder: String { components.dropLast().map(\.shown).joined(separator: "/") }

  /// Returns the path of the outermost component that no program is in, and the reason.
  func leftAside(keepingRepositories: Bool) -> (path: String, reason: LeftAside.Reason)? {
    for (place, name) in components.enumerated() {
      if keepingRepositories, name.bytes == Array(".git".utf8) { return nil }
      guard let reason = name.reasonToLeaveAside else { continue }
      let path = components[...place].map(\.shown).joined(separator: "/")
      return (place == components.count - 1 ? path : path + "/", reason)
    }
    return nil
  }
}
