extension HandIns {
  /// Lays every submission into a folder of its own, called after its origin: what a batch grades, and what JPlag compares.
  ///
  /// - Parameter unpacked: the folder that the submissions were unpacked to. What is in it is moved; all else is copied.
  package mutating func layOut(in folder: String, unpacked: String) throws(IntakeError) {
    var gathering = Gathering(into: folder, Bounds().ofStudent)
    for index in attempts.indices where attempts[index].fault == nil {
      let attempt = attempts[index]
      let place = "\(folder)/\(attempt.origin)"
      do throws(WriteError) {
        if attempt.path.hasPrefix(unpacked + "/"), Folder.kind(at: attempt.path) == .folder {
          try Folder.move(attempt.path, to: place)
        } else {
          try Folder.make(folder)
          attempts[index].fault = gathering.copy(attempt.path, to: place)
        }
      } catch {
        throw .unwritable(place, reason: error.reason)
      }
      if let failure = gathering.failure { throw .unwritable(place, reason: failure.reason) }
      attempts[index].path = attempts[index].fault == nil ? place : ""
    }
    leftAside += gathering.leftAside
    leftAside.sort { ($0.path, $0.reason.rawValue) < ($1.path, $1.reason.rawValue) }
  }
}

extension Gathering {
  /// Copies a file or folder into a new folder.
  fileprivate mutating func copy(_ path: String, to place: String) -> AttemptFault? {
    let name = path[path.index(after: path.lastIndex(of: "/") ?? path.startIndex)...]
    let kind = Folder.kind(at: path) ?? .other
    let names = kind == .folder ? Folder.names(in: path) : []
    guard let names else { return .unreadable(reason: "\(name) cannot be read") }
    let items =
      kind == .folder
      ? names.compactMap { inner in
        inner.text.flatMap { text in
          Folder.kind(at: "\(path)/\(text)").map {
            Item(path: "\(path)/\(text)", name: inner, kind: $0, shown: "\(name)/\(text)")
          }
        }
      } : [Item(path: path, name: FileName(bytes: Array(name.utf8)), kind: kind, shown: String(name))]
    return gather(items, into: place)
  }
}
