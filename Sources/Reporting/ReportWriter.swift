#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import Synchronization

/// A writer that puts a report in its place whole or not at all:
/// under a temporary name in the same folder, then renamed.
package enum ReportWriter {
  /// Writes `text` to `path`, over a report that is there.
  ///
  /// A path to no regular file (a pipe, `/dev/stdout`) is written to as it is; a symbolic link stays one.
  ///
  /// - Parameter makingFolders: true to make the folders on the way that do not exist.
  package static func write(
    _ text: String, to path: String, makingFolders: Bool = false
  ) throws(ReportWriteError) {
    if path.isEmpty || path.utf8.contains(0) { throw .failed(path: path, code: path.isEmpty ? ENOENT : EINVAL) }
    var status = stat()
    if stat(path, &status) == 0 {
      switch status.st_mode & S_IFMT {
      case S_IFDIR: throw .isFolder(path: path)
      case S_IFREG: try replace(resolved(path), with: text, named: path)
      default: try overwrite(path, with: text)
      }
      return
    }
    guard errno == ENOENT || errno == ENOTDIR else { throw .failed(path: path, code: errno) }
    let folder = parent(of: path)
    if makingFolders { try makeFolder(folder, for: path) }
    var folderStatus = stat()
    guard stat(folder, &folderStatus) == 0, folderStatus.st_mode & S_IFMT == S_IFDIR else {
      throw .noFolder(path: path, folder: folder)
    }
    try replace(path, with: text, named: path)
  }

  /// Two reports written at once by one process must not share a temporary name.
  private static let counter = Atomic<Int>(0)

  /// Puts `text` where `target` is. On failure the folder is as it was. The error names `path`.
  static func replace(_ target: String, with text: String, named path: String) throws(ReportWriteError) {
    let number = counter.add(1, ordering: .relaxed).newValue
    // Independent of the report's name, which may be as long as a name can be.
    let folder = parent(of: target)
    let temporary = (folder == "/" ? "" : folder) + "/.gradus-\(getpid())-\(number).tmp"
    // A file under this name is left from a process that had our number and died.
    unlink(temporary)
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .failed(path: path, code: errno) }
    var code = writeAll(text, to: descriptor)
    if code == 0, fsync(descriptor) != 0 { code = errno }
    if close(descriptor) != 0, code == 0 { code = errno }
    if code == 0, rename(temporary, target) != 0 { code = errno }
    guard code == 0 else {
      unlink(temporary)
      throw .failed(path: path, code: code)
    }
  }

  private static func overwrite(_ path: String, with text: String) throws(ReportWriteError) {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .failed(path: path, code: errno) }
    var code = writeAll(text, to: descriptor)
    if close(descriptor) != 0, code == 0 { code = errno }
    if code != 0 { throw .failed(path: path, code: code) }
  }

  private static func makeFolder(_ folder: String, for path: String) throws(ReportWriteError) {
    if mkdir(folder, 0o777) == 0 || errno == EEXIST { return }
    guard errno == ENOENT, parent(of: folder) != folder else { throw .failed(path: path, code: errno) }
    try makeFolder(parent(of: folder), for: path)
    if mkdir(folder, 0o777) != 0, errno != EEXIST { throw .failed(path: path, code: errno) }
  }

  /// Returns the folder that a path stands in: `.` for a bare name.
  private static func parent(of path: String) -> String {
    let bytes = path.utf8
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    let folder = bytes[..<slash].reversed().drop { $0 == UInt8(ascii: "/") }
    return folder.isEmpty ? "/" : String(decoding: folder.reversed(), as: UTF8.self)
  }

  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }
}

/// A failure to write a report; the file in its place is unharmed.
package enum ReportWriteError: Error, Equatable, CustomStringConvertible {
  case isFolder(path: String)
  case noFolder(path: String, folder: String)
  /// The system refused; `code` is its `errno`.
  case failed(path: String, code: Int32)

  package var description: String {
    switch self {
    case .isFolder(let path): Wording.isFolder(Visible.line(path))
    case .noFolder(let path, let folder): Wording.noFolder(Visible.line(path), Visible.line(folder))
    case .failed(let path, let code): Wording.writeFailed(Visible.line(path), String(cString: strerror(code)))
    }
  }
}

/// Writes every byte. Returns the system's error code, 0 for success.
private func writeAll(_ text: String, to descriptor: CInt) -> CInt {
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
