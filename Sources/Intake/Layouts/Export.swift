/// The contents of an export's folder.
struct Export {
  struct Entry {
    let name: FileName
    let kind: Folder.Kind
  }

  let path: String
  /// Without hidden and generated ones, in the order of bytes.
  let entries: [Entry]
  let leftAside: [LeftAside]

  init?(_ path: String) {
    guard let names = Folder.names(in: path) else { return nil }
    self.path = path
    var entries: [Entry] = []
    var leftAside: [LeftAside] = []
    for name in names {
      // A name that is no text cannot be asked for by one; its submission is refused later.
      let kind = name.text.map { Folder.kind(at: "\(path)/\($0)") } ?? .file
      guard let kind else { continue }
      if let reason = name.reasonToLeaveAside {
        leftAside.append(LeftAside(path: name.shown + (kind == .folder ? "/" : ""), reason: reason))
      } else {
        entries.append(Entry(name: name, kind: kind))
      }
    }
    self.entries = entries
    self.leftAside = leftAside
  }

  /// The service that has written this.
  var layout: Layout {
    if entries.contains(where: { $0.name.shown == GradescopeMetadata.file && $0.kind == .file }) { return .gradescope }
    // Most of them: a student's own name for a file may look like a service's.
    if entries.count(where: { MoodleName($0.name.shown) != nil }) * 2 > entries.count { return .moodle }
    let files = entries.filter { $0.kind == .file }
    if files.count == entries.count, files.count(where: { CanvasName($0.name.shown) != nil }) * 2 > files.count {
      return .canvas
    }
    let folders = entries.filter { $0.kind == .folder }
    let clones = folders.count { Folder.kind(at: "\(path)/\($0.name.shown)/.git") == .folder }
    return clones * 2 > entries.count ? .clones : .plain
  }

  /// The folder inside, if an archive has put one around everything.
  var inner: Export? {
    guard entries.count == 1, entries[0].kind == .folder, layout == .plain,
      let inner = Export("\(path)/\(entries[0].name.shown)")
    else { return nil }
    // A student's own package has sources, or folders that are no student's.
    let isPackage = inner.entries.contains { entry in
      entry.kind == .file && (entry.name.shown == "Package.swift" || entry.name.shown.lowercased().hasPrefix("readme"))
        || entry.kind == .folder && ["Sources", "Tests"].contains(entry.name.shown)
    }
    return inner.layout != .plain || inner.entries.count > 1 && !isPackage ? inner : nil
  }

  func item(_ entry: Entry, called name: String? = nil) -> Gathering.Item {
    .init(
      path: "\(path)/\(entry.name.shown)", name: name.map { FileName(bytes: Array($0.utf8)) } ?? entry.name,
      kind: entry.kind, shown: entry.name.shown)
  }
}
