/// Lays the files of each submission where a program can be read from: where they are, if that is one file or folder
/// without archives, else in a new folder.
struct Gathering {
  /// A file or folder in the export, and its name within the submission.
  struct Item {
    let path: String
    let name: FileName
    let kind: Folder.Kind
    /// The path in the export, for messages.
    let shown: String
  }

  let folder: String
  let bounds: Bounds.Archive
  private(set) var leftAside: [LeftAside] = []
  private var count = 0
  /// A fault of the machine, which is nobody's submission's.
  private(set) var failure: WriteError?

  init(into folder: String, _ bounds: Bounds.Archive) {
    self.folder = folder
    self.bounds = bounds
  }

  mutating func gather(_ items: [Item]) -> (path: String, fault: AttemptFault?) {
    if items.count == 1, items[0].path.hasSuffix("/" + items[0].name.shown) {
      if Self.stands(items[0]) { return (items[0].path, nil) }
    }
    count += 1
    let place = "\(folder)/\(count)"
    let fault = gather(items, into: place, isWhole: items.count == 1)
    return (fault == nil ? place : "", fault)
  }

  /// Copies files and folders into a new folder, and opens the archives among them.
  ///
  /// - Parameter isWhole: true for the one file or folder that a platform has made of a submission: the new folder is in its
  ///   place, so that paths are those that the student knows.
  mutating func gather(_ items: [Item], into place: String, isWhole: Bool = false) -> AttemptFault? {
    var copy = Copy(bounds: bounds)
    do throws(WriteError) {
      try Folder.make(place)
      for item in items { try copy.take(item, to: place, depth: 0, isWhole: isWhole) }
    } catch {
      failure = error
    }
    leftAside += copy.leftAside
    // A damaged archive beside a program is no reason to refuse the program.
    if !copy.hasSource || copy.isRefused, let fault = copy.fault { return fault }
    leftAside += copy.unread.map { LeftAside(path: $0, reason: .unreadableArchive) }
    return nil
  }

  /// True if a program can be read from where the item is: a file or folder without archives.
  static func stands(_ item: Item) -> Bool {
    switch item.kind {
    case .folder: !holdsArchive(item.path, depth: 0)
    case .file: !item.name.isArchive && !item.name.isUnreadArchive
    case .link, .other: false
    }
  }

  /// - Returns: false also for a folder that is too large to be searched, which its reader refuses.
  private static func holdsArchive(_ folder: String, depth: Int) -> Bool {
    guard depth < 16 else { return false }
    for name in Folder.names(in: folder) ?? [] where name.reasonToLeaveAside == nil {
      guard let text = name.text else { continue }
      switch Folder.kind(at: "\(folder)/\(text)") {
      case .file where name.isArchive || name.isUnreadArchive: return true
      case .folder where holdsArchive("\(folder)/\(text)", depth: depth + 1): return true
      default: continue
      }
    }
    return false
  }
}

/// A submission's files on their way into a folder of ours.
private struct Copy {
  let bounds: Bounds.Archive
  var leftAside: [LeftAside] = []
  var unread: [String] = []
  var fault: AttemptFault?
  var hasSource = false
  /// True if the fault stands although there is a program: a part of it is missing.
  var isRefused = false
  private var entries = 0

  init(bounds: Bounds.Archive) { self.bounds = bounds }

  /// - Parameter isWhole: true if nothing else is handed in, and the place is the item's own.
  mutating func take(
    _ item: Gathering.Item, to place: String, depth: Int, isWhole: Bool = false
  ) throws(WriteError) {
    entries += 1
    guard entries <= bounds.entries, depth <= bounds.depth else {
      let isDeep = depth > bounds.depth
      return refuse(.tooLarge(item.shown, isDeep ? .depth(limit: bounds.depth) : .entries(limit: bounds.entries)))
    }
    if let reason = item.name.reasonToLeaveAside { return leaveAside(item, reason) }
    switch item.kind {
    case .folder:
      guard let names = Folder.names(in: item.path) else {
        return refuse(.unreadable(reason: "\(item.shown) cannot be read"))
      }
      let folder = isWhole ? place : "\(place)/\(item.name.shown)"
      try Folder.make(folder)
      let isAlone = isWhole && names.count { $0.reasonToLeaveAside == nil } == 1
      for name in names {
        // A name that is no text cannot be opened by one.
        guard let text = name.text else {
          leftAside.append(LeftAside(path: "\(item.shown)/\(name.shown)", reason: .unusableName))
          continue
        }
        guard let kind = Folder.kind(at: "\(item.path)/\(text)") else { continue }
        try take(
          .init(path: "\(item.path)/\(text)", name: name, kind: kind, shown: "\(item.shown)/\(text)"),
          to: folder, depth: depth + 1, isWhole: isAlone && kind == .file)
      }
    case .file where item.name.isArchive: try unpack(item, to: place, isWhole)
    case .file where item.name.isUnreadArchive:
      fault = fault ?? .unreadKind(item.name.shown)
      unread.append(item.shown)
    case .file: try copy(item, to: place)
    case .link: leaveAside(item, .link)
    case .other: leaveAside(item, .device)
    }
  }

  private mutating func copy(_ item: Gathering.Item, to place: String) throws(WriteError) {
    guard let bytes = Folder.bytes(of: item.path, limit: bounds.largest) else {
      fault = fault ?? .unreadable(reason: "\(item.shown) cannot be opened")
      return
    }
    if bytes.count > bounds.largest {
      guard item.name.isSource else { return leaveAside(item, .tooLarge) }
      return refuse(.tooLarge(item.shown, .bytes(limit: bounds.largest)))
    }
    do throws(WriteError) {
      let file = try NewFile("\(place)/\(item.name.shown)")
      var failure: WriteError?
      bytes.withUnsafeBytes { (bytes: UnsafeRawBufferPointer) in
        do throws(WriteError) { try file.write(bytes) } catch { failure = error }
      }
      if let failure { throw failure }
    } catch {
      guard error.isTaken else { throw error }
      return leaveAside(item, .duplicate)
    }
    hasSource = hasSource || item.name.isSource
  }

  /// Unpacks an archive into a folder of its name, beside what else was handed in; where that is nothing, into the place itself.
  private mutating func unpack(_ item: Gathering.Item, to place: String, _ isWhole: Bool) throws(WriteError) {
    var destination = isWhole ? place : "\(place)/\(item.name.withoutArchiveEnding)"
    while !isWhole, Folder.kind(at: destination) != nil { destination += "~" }
    try Folder.make(destination)
    var unpacking = Unpacking(to: destination, bounds)
    unpacking.leavesLargeAside = true
    var failure: Unpacking.Failure?
    do throws(Unpacking.Failure) { try unpacking.unpack(item.path) } catch { failure = error }
    leftAside += unpacking.leftAside.map { LeftAside(path: "\(item.shown)/\($0.key)", reason: $0.value) }
    leftAside += unpacking.archives.map { LeftAside(path: "\(item.shown)/\($0)", reason: .nestedArchive) }
    hasSource = hasSource || unpacking.hasSource
    switch failure {
    case nil:
      if let first = unpacking.faults.min(by: { $0.key.precedes($1.key) }) { refuse(first.value) }
    case .unwritable(let error): throw error
    case .excess(let excess): refuse(.tooLarge(item.name.shown, excess))
    case .archive(let failure, _):
      let fault = AttemptFault.brokenArchive(item.name.shown, reason: failure.reason)
      // The files before the break would be judged as if they were all.
      if unpacking.hasSource { return refuse(fault) }
      self.fault = self.fault ?? fault
      unread.append(item.shown)
    }
  }

  private mutating func refuse(_ fault: AttemptFault) {
    if !isRefused { self.fault = fault }
    isRefused = true
  }

  private mutating func leaveAside(_ item: Gathering.Item, _ reason: LeftAside.Reason) {
    leftAside.append(LeftAside(path: item.shown + (item.kind == .folder ? "/" : ""), reason: reason))
  }
}
