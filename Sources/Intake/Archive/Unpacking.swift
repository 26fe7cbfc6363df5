/// Writes the files of an archive into a folder of ours.
///
/// Only plain files and folders are made, each at a path that was judged beforehand. What cannot be written whole is there
/// as an empty file, so that no submission goes without a trace.
struct Unpacking {
  enum Failure: Error {
    case archive(ArchiveReader.Failure, after: Int)
    case excess(Excess)
    case unwritable(WriteError)
  }

  let destination: String
  let bounds: Bounds.Archive
  /// True for an archive of working copies, whose instants are in `.git`.
  var keepsRepositories = false
  /// True if a large file that is no Swift is left aside, and is no fault.
  var leavesLargeAside = false

  /// By the paths of entries.
  private(set) var leftAside: [String: LeftAside.Reason] = [:]
  private(set) var faults: [String: AttemptFault] = [:]
  /// The archives among the files.
  private(set) var archives: [String] = []
  private(set) var hasSource = false
  /// Bytes unpacked.
  private var bytes = 0
  private var packed = 0

  init(to destination: String, _ bounds: Bounds.Archive) {
    self.destination = destination
    self.bounds = bounds
  }

  /// Unpacks an archive.
  ///
  /// The library gives up at damaged bytes of an entry. An archive with an index can then be read once more
  /// from behind that entry.
  mutating func unpack(_ file: String) throws(Failure) {
    let locale = TextLocale()
    defer { locale.leave() }
    packed = Folder.size(of: file)
    var start: Int? = 0
    while let from = start { start = try unpack(file, from: from) }
  }

  /// - Returns: the place to go on from if an entry is damaged.
  private mutating func unpack(_ file: String, from start: Int) throws(Failure) -> Int? {
    var place = 0
    func failure(_ error: ArchiveReader.Failure) -> Failure { .archive(error, after: place) }
    let reader: ArchiveReader
    do { reader = try ArchiveReader(file) } catch { throw failure(error) }
    while true {
      let next: ArchiveReader.Entry?
      do { next = try reader.next() } catch { throw failure(error) }
      guard let entry = next else { return nil }
      place += 1
      if place > bounds.entries { throw .excess(.entries(limit: bounds.entries)) }
      if place <= start { continue }
      let damage = try take(entry, from: reader)
      try checkBytes()
      guard let damage else { continue }
      guard reader.skipsFreely, faults.count < 1000 else { throw failure(damage) }
      return place
    }
  }

  private func checkBytes() throws(Failure) {
    if bytes > bounds.bytes { throw .excess(.bytes(limit: bounds.bytes)) }
    // Divided, so that no product overflows.
    if bytes > bounds.small, bytes / bounds.ratio > packed { throw .excess(.ratio(limit: bounds.ratio)) }
  }

  /// - Returns: the reason if the entry's bytes are damaged.
  private mutating func take(_ entry: ArchiveReader.Entry, from reader: ArchiveReader) throws(Failure)
    -> ArchiveReader.Failure?
  {
    // Passing over an entry unpacks it where there is no index. The size is the archive's word: one that is beyond the bounds
    // counts as just beyond them, so that no sum overflows.
    let cost = reader.skipsFreely ? 0 : min(max(entry.size ?? 0, 0), bounds.bytes + 1)
    guard let path = EntryPath(entry.path) else {
      bytes += cost
      leftAside[FileName(bytes: entry.path).shown] = .unsafePath
      return nil
    }
    if let (outer, reason) = path.leftAside(keepingRepositories: keepsRepositories) {
      bytes += cost
      leftAside[outer] = reason
      return nil
    }
    guard path.components.count <= bounds.depth else { throw .excess(.depth(limit: bounds.depth)) }
    do throws(WriteError) {
      switch entry.kind {
      case .folder: try Folder.make("\(destination)/\(path.text)")
      case .file: return try write(entry, at: path, from: reader, cost)
      case .link, .other:
        leftAside[path.text] = entry.kind == .link ? .link : .device
        if !path.folder.isEmpty { try Folder.make("\(destination)/\(path.folder)") }
        guard path.components[path.components.count - 1].isSource else { return nil }
        _ = try NewFile("\(destination)/\(path.text)")
        faults[path.text] = .notPlain(path.text)
      }
    } catch {
      // A folder where there is a file already.
      guard error.isTaken else { throw .unwritable(error) }
      leftAside[path.text] = .duplicate
    }
    return nil
  }

  private mutating func write(
    _ entry: ArchiveReader.Entry, at path: EntryPath, from reader: ArchiveReader, _ cost: Int
  ) throws(WriteError) -> ArchiveReader.Failure? {
    if !path.folder.isEmpty { try Folder.make("\(destination)/\(path.folder)") }
    let last = path.components[path.components.count - 1]
    let isProgram = last.isSource || last.isArchive
    if entry.size ?? 0 > bounds.largest, leavesLargeAside, !isProgram {
      bytes += cost
      leftAside[path.text] = .tooLarge
      return nil
    }
    let file = try NewFile("\(destination)/\(path.text)")
    let name = path.text
    if entry.isEncrypted {
      faults[name] = .encrypted(name)
      return nil
    }
    let tooLarge = AttemptFault.tooLarge(name, .bytes(limit: bounds.largest))
    if entry.size ?? 0 > bounds.largest {
      bytes += cost
      faults[name] = tooLarge
      return nil
    }
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { chunk.deallocate() }
    var size = 0
    while true {
      let count: Int
      do {
        count = try reader.read(into: chunk)
      } catch {
        file.clear()
        faults[name] = .brokenFile(name, reason: error.reason)
        return error
      }
      if count == 0 {
        hasSource = hasSource || last.isSource
        if last.isArchive { archives.append(name) }
        return nil
      }
      (size, bytes) = (size + count, bytes + count)
      // The archive may have told another size, or none.
      guard size <= bounds.largest else {
        file.clear()
        if leavesLargeAside, !isProgram { leftAside[name] = .tooLarge } else { faults[name] = tooLarge }
        return nil
      }
      try file.write(UnsafeRawBufferPointer(rebasing: chunk[..<count]))
    }
  }
}

extension ArchiveReader.Failure {
  var reason: String {
    switch self {
    case .unknown: "it is no archive of a kind that is read"
    case .broken(let reason): reason
    }
  }
}
