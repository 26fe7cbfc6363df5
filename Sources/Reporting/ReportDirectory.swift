#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import Synchronization

/// A folder that reports are written to, held open: whatever is put in its place meanwhile, they arrive in the folder that was
/// looked at. Links are never followed.
package final class ReportDirectory: Sendable {
  /// The path that it was opened by, for messages.
  package let path: String
  private let descriptor: Int32

  /// Opens a folder.
  ///
  /// - Parameters:
  ///   - making: true to make it, and those on the way, if they are not there.
  ///   - report: the path to name in an error.
  package init(_ path: String, making: Bool = false, for report: String? = nil) throws(ReportWriteError) {
    let report = report ?? path
    if path.isEmpty || path.utf8.contains(0) { throw .failed(path: report, code: path.isEmpty ? ENOENT : EINVAL) }
    // A slash at the end would follow a link.
    let bytes = Array(path.utf8).reversed().drop { $0 == UInt8(ascii: "/") }
    let trimmed = bytes.isEmpty ? "/" : String(decoding: bytes.reversed(), as: UTF8.self)
    self.path = trimmed
    if making { try Self.make(trimmed, for: report) }
    descriptor = open(trimmed, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else {
      let code = errno
      var status = stat()
      if lstat(trimmed, &status) == 0, status.st_mode & S_IFMT == S_IFLNK { throw .isLink(path: report) }
      throw code == ENOENT || code == ENOTDIR
        ? .noFolder(path: report, folder: trimmed) : .failed(path: report, code: code)
    }
  }

  deinit { close(descriptor) }

  /// A path to this very folder, for calls that take no descriptor.
  package var openPath: String { "/proc/self/fd/\(descriptor)" }

  /// Takes the folder for this process and its children, until all have ended; `nil` if others have it.
  ///
  /// The lock is the descriptor's that is returned. A file system without locks keeps nobody out. Whoever has the lock finds
  /// nothing of writers that were killed.
  package func lock() throws(ReportWriteError) -> Int32? {
    // A description of its own: a lock belongs to that.
    let own = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard own >= 0 else { throw .failed(path: path, code: errno) }
    if flock(own, LOCK_EX | LOCK_NB) == 0 {
      removeUnfinished()
      return own
    }
    if errno != EWOULDBLOCK { return own }
    close(own)
    return nil
  }

  package func isSame(as other: ReportDirectory) -> Bool { FileIdentity(openPath) == FileIdentity(other.openPath) }

  /// True if the folder is one of some, or lies in one.
  package func lies(in folders: Set<FileIdentity>) throws(ReportWriteError) -> Bool {
    var place = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    defer { if place >= 0 { close(place) } }
    var last: FileIdentity?
    while place >= 0 {
      var status = stat()
      guard fstat(place, &status) == 0 else { break }
      let own = FileIdentity(status)
      if folders.contains(own) { return true }
      // The root is its own parent.
      if own == last { return false }
      last = own
      let above = openat(place, "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      let code = errno
      close(place)
      place = above
      errno = code
    }
    throw .failed(path: path, code: errno)
  }

  /// Something that stands where a report is to be written.
  package enum Present: Equatable, Sendable {
    case nothing
    case file(FileIdentity)
    case folder
    case link
    /// A pipe, a device.
    case special
  }

  package func present(_ name: String) -> Present {
    var status = stat()
    guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return .nothing }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file(FileIdentity(status))
    case S_IFDIR: return .folder
    case S_IFLNK: return .link
    default: return .special
    }
  }

  /// Returns the first bytes of a plain file; `nil` if there is none.
  package func bytes(of name: String, limit: Int) -> [UInt8]? {
    let file = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count < limit {
      let count = read(file, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return count < 0 ? nil : bytes }
      bytes += chunk[..<count]
    }
    return bytes
  }

  /// Returns the names in the folder that are not hidden, sorted by their bytes; `nil` if it cannot be read.
  package func names() -> [String]? { entries()?.filter { $0.utf8.first != UInt8(ascii: ".") } }

  /// Takes away what processes that are no more were writing when they were killed.
  private func removeUnfinished() {
    for name in entries() ?? [] where UnfinishedFile.isLeft(name) { remove(name) }
  }

  private func entries() -> [String]? {
    let own = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard own >= 0 else { return nil }
    guard let stream = fdopendir(own) else {
      close(own)
      return nil
    }
    defer { closedir(stream) }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else { break }
      let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      names.append(String(decoding: bytes, as: UTF8.self))
    }
    return errno == 0 ? names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } : nil
  }

  // MARK: Writing

  /// Two reports written at once by one process must not share a temporary name.
  private static let counter = Atomic<Int>(0)

  /// Writes a report, whole or not at all: under a temporary name, then renamed. A pipe or a device is written to as it is.
  package func write(_ text: String, as name: String) throws(ReportWriteError) {
    let path = path == "." ? name : path + (path == "/" ? "" : "/") + name
    switch present(name) {
    case .link: throw .isLink(path: path)
    case .folder: throw .isFolder(path: path)
    case .nothing, .file: try replace(name, with: text, named: path)
    case .special:
      let file = openat(descriptor, name, O_WRONLY | O_NOFOLLOW | O_CLOEXEC)
      guard file >= 0 else { throw .failed(path: path, code: errno) }
      var code = writeAll(text, to: file)
      if close(file) != 0, code == 0 { code = errno }
      if code != 0 { throw .failed(path: path, code: code) }
    }
  }

  /// Takes a report away, so that nobody reads it for a new one.
  package func remove(_ name: String) { unlinkat(descriptor, name, 0) }

  /// Puts `text` under a name. On failure the folder is as it was. The error names `path`.
  func replace(_ name: String, with text: String, named path: String) throws(ReportWriteError) {
    let number = Self.counter.add(1, ordering: .relaxed).newValue
    // Independent of the report's name, which may be as long as a name can be.
    let temporary = UnfinishedFile.name(number)
    // A file under this name is left from a process that had our number and died.
    unlinkat(descriptor, temporary, 0)
    let file = openat(descriptor, temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw .failed(path: path, code: errno) }
    var code = writeAll(text, to: file)
    if code == 0, fsync(file) != 0 { code = errno }
    if close(file) != 0, code == 0 { code = errno }
    if code == 0, renameat(descriptor, temporary, descriptor, name) != 0 { code = errno }
    guard code == 0 else {
      unlinkat(descriptor, temporary, 0)
      throw .failed(path: path, code: code)
    }
  }

  private static func make(_ folder: String, for report: String) throws(ReportWriteError) {
    if mkdir(folder, 0o777) == 0 || errno == EEXIST { return }
    let above = ReportWriter.parent(of: folder)
    guard errno == ENOENT, above != folder else { throw .failed(path: report, code: errno) }
    try make(above, for: report)
    if mkdir(folder, 0o777) != 0, errno != EEXIST { throw .failed(path: report, code: errno) }
  }
}

/// Writes every byte. Returns the system's error code, 0 for success.
func writeAll(_ text: String, to descriptor: CInt) -> CInt {
  var text = text
  return text.withUTF8 { bytes in
    var rest = UnsafeRawBufferPointer(bytes)
    while !rest.isEmpty {
      let count = write(descriptor, rest.baseAddress, rest.count)
      if count > 0 {
        rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
      } else if count < 0, errno != EINTR {
        return errno
      }
    }
    return 0
  }
}
