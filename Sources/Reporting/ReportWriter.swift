#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The place of one report.
package enum ReportWriter {
  /// Writes `text` to `path`, over a report that is there.
  ///
  /// A path to no regular file (a pipe, a device) is written to as it is, and so are `/dev/stdout` and the like. Any other link
  /// is refused.
  ///
  /// - Parameter makingFolders: true to make the folders on the way that do not exist.
  package static func write(
    _ text: String, to path: String, makingFolders: Bool = false
  ) throws(ReportWriteError) {
    if let descriptor = descriptor(path) {
      let code = writeAll(text, to: descriptor)
      if code != 0 { throw .failed(path: path, code: code) }
      return
    }
    let (folder, name) = try parts(of: path)
    try ReportDirectory(folder, making: makingFolders, for: path).write(text, as: name)
  }

  /// Appends `text` to a file that another process reads; makes it if it is not there.
  ///
  /// - Returns: the system's reason if it cannot be done; `nil` if it is.
  package static func append(_ text: String, to path: String) -> String? {
    let file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0o666)
    guard file >= 0 else { return String(cString: strerror(errno)) }
    var code = writeAll(text, to: file)
    if close(file) != 0, code == 0 { code = errno }
    return code == 0 ? nil : String(cString: strerror(code))
  }

  /// Takes a file away, so that nobody reads it for a new one.
  package static func remove(_ path: String) { unlink(path) }

  /// Takes a link away, and nothing else: in a student's checkout it may lead anywhere.
  package static func removeLink(_ path: String) {
    let bytes = Array(path.utf8)
    // A slash at the end would follow it.
    let trimmed = String(decoding: bytes.prefix((bytes.lastIndex { $0 != UInt8(ascii: "/") } ?? -1) + 1), as: UTF8.self)
    var status = stat()
    if lstat(trimmed, &status) == 0, status.st_mode & S_IFMT == S_IFLNK { unlink(trimmed) }
  }

  /// Returns the folder that a path stands in, and the name in it.
  package static func parts(of path: String) throws(ReportWriteError) -> (folder: String, name: String) {
    if path.isEmpty || path.utf8.contains(0) { throw .failed(path: path, code: path.isEmpty ? ENOENT : EINVAL) }
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    let name = slash.map { String(decoding: path.utf8[path.utf8.index(after: $0)...], as: UTF8.self) } ?? path
    if name.isEmpty || name == "." || name == ".." { throw .isFolder(path: path) }
    return (parent(of: path), name)
  }

  /// Returns the path with every link resolved.
  package static func realPath(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  /// Returns the open descriptor that a path stands for: `/dev/stdout`, `/dev/fd/3`.
  package static func descriptor(_ path: String) -> Int32? {
    switch path {
    case "/dev/stdout": return STDOUT_FILENO
    case "/dev/stderr": return STDERR_FILENO
    default: break
    }
    for beginning in ["/dev/fd/", "/proc/self/fd/"] where path.utf8.starts(with: beginning.utf8) {
      return Int32(String(decoding: path.utf8.dropFirst(beginning.utf8.count), as: UTF8.self))
    }
    return nil
  }

  /// Returns the folder that a path stands in: `.` for a bare name.
  package static func parent(of path: String) -> String {
    let bytes = path.utf8
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    let folder = bytes[..<slash].reversed().drop { $0 == UInt8(ascii: "/") }
    return folder.isEmpty ? "/" : String(decoding: folder.reversed(), as: UTF8.self)
  }
}

/// A failure to write a report; the file in its place is unharmed.
package enum ReportWriteError: Error, Equatable, CustomStringConvertible {
  case isFolder(path: String)
  case isLink(path: String)
  case noFolder(path: String, folder: String)
  /// The system refused; `code` is its `errno`.
  case failed(path: String, code: Int32)

  /// True if it is for want of the machine's means, and not for the path.
  package var isMachine: Bool {
    if case .failed(_, let code) = self { [EMFILE, ENFILE, ENOMEM, EIO, EAGAIN].contains(code) } else { false }
  }

  package var description: String {
    switch self {
    case .isFolder(let path): Wording.isFolder(Visible.line(path))
    case .isLink(let path): Wording.isLink(Visible.line(path))
    case .noFolder(let path, let folder): Wording.noFolder(Visible.line(path), Visible.line(folder))
    case .failed(let path, let code): Wording.writeFailed(Visible.line(path), String(cString: strerror(code)))
    }
  }
}
