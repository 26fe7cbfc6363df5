internal import Glibc

/// The few calls to the file system that reading an export needs. No link is ever followed.
enum Folder {
  enum Kind { case file, folder, link, other }

  /// Returns the names of all that a folder holds, in the order of their bytes; `nil` if it cannot be read to its end.
  static func names(in folder: String) -> [FileName]? {
    guard let stream = opendir(folder) else { return nil }
    defer { closedir(stream) }
    var names: [FileName] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else { break }
      let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if bytes != Array(".".utf8), bytes != Array("..".utf8) { names.append(FileName(bytes: bytes)) }
    }
    guard errno == 0 else { return nil }
    return names.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
  }

  static func kind(at path: String) -> Kind? {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    case S_IFLNK: return .link
    default: return .other
    }
  }
}

extension Folder {
  /// Returns the bytes of a plain file, up to `limit` and one; `nil` if it is none. A pipe does not block.
  static func bytes(of path: String, limit: Int) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= limit {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      if count < 0 { return nil }
      if count == 0 { break }
      bytes.append(contentsOf: chunk[..<count])
    }
    return bytes
  }

  /// Returns the last bytes of a file; `nil` if it has not as many.
  static func tail(of path: String, count: Int) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: count)
    guard lseek(descriptor, off_t(-count), SEEK_END) >= 0, Glibc.read(descriptor, &bytes, count) == count else {
      return nil
    }
    return bytes
  }

  static func size(of path: String) -> Int {
    var status = stat()
    return lstat(path, &status) == 0 ? Int(status.st_size) : 0
  }

  /// Moves a folder of ours, within one file system.
  static func move(_ path: String, to place: String) throws(WriteError) {
    if let slash = place.lastIndex(of: "/") { try make(String(place[..<slash])) }
    guard rename(path, place) == 0 else { throw WriteError(code: errno) }
  }

  /// Makes a folder of ours, and those above it.
  static func make(_ path: String) throws(WriteError) {
    if mkdir(path, 0o700) == 0 || kind(at: path) == .folder { return }
    guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex else {
      throw WriteError(code: errno)
    }
    try make(String(path[..<slash]))
    guard mkdir(path, 0o700) == 0 || kind(at: path) == .folder else { throw WriteError(code: errno) }
  }
}

/// A failure to write, by the system's number.
struct WriteError: Error {
  let code: Int32
  var reason: String { String(cString: strerror(code)) }
  /// True if a path is taken by something else.
  var isTaken: Bool { code == EEXIST || code == ENOTDIR }
}

/// A new file of ours that is being written.
struct NewFile: ~Copyable {
  private let descriptor: Int32

  /// - Throws: also if the name is taken.
  init(_ path: String) throws(WriteError) {
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw WriteError(code: errno) }
  }

  deinit { close(descriptor) }

  func write(_ bytes: UnsafeRawBufferPointer) throws(WriteError) {
    var rest = bytes
    while !rest.isEmpty {
      let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw WriteError(code: errno) }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
  }

  /// Leaves the file there, empty.
  func clear() { _ = ftruncate(descriptor, 0) }
}
