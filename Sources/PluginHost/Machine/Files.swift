internal import Glibc

/// The few calls to the file system that the host needs, with errors as values.
enum Files {
  enum Kind { case file, folder, other }

  static func reason(_ code: Int32 = errno) -> String {
    String(cString: strerror(code))
  }

  /// Returns the kind of file at a path, nil if there is none. A link as the last component is not followed.
  static func kind(at path: String) -> Kind? {
    var status = stat()
    return lstat(path, &status) == 0 ? kind(status) : nil
  }

  static func kind(_ status: stat) -> Kind {
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    default: return .other
    }
  }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  static func isExecutableFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
  }

  /// Returns the path with every link resolved.
  static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Returns the names in a folder, sorted by their bytes; nil, with `errno` set, if it cannot be read to its end. A name that
  /// is not UTF-8 comes back with replacement characters, and so will not be found.
  static func names(in folder: String) -> [String]? {
    guard let stream = opendir(folder) else { return nil }
    defer { closeKeepingReason(stream) }
    return rawNames(from: stream)?.map(text)
  }

  /// Returns the names that an open folder still has to tell, as bytes with a zero at the end, sorted, but no more than `limit`
  /// and one; nil, with `errno` set, if the system stops before the end.
  static func rawNames(from stream: OpaquePointer, limit: Int = .max) -> [[CChar]]? {
    var names: [[CChar]] = []
    while names.count <= limit {
      errno = 0
      guard let entry = readdir(stream) else {
        if errno != 0 { return nil }
        break
      }
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        bytes.prefix { $0 != 0 }.map { CChar(bitPattern: $0) } + [0]
      }
      if name != Array(".".utf8CString), name != Array("..".utf8CString) { names.append(name) }
    }
    return names.sorted {
      $0.lazy.map(UInt8.init(bitPattern:)).lexicographicallyPrecedes($1.lazy.map(UInt8.init(bitPattern:)))
    }
  }

  /// Returns a raw name as text.
  static func text(_ rawName: [CChar]) -> String {
    String(decoding: rawName.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Closes a folder, and leaves `errno` as it is.
  static func closeKeepingReason(_ stream: OpaquePointer) {
    let code = errno
    closedir(stream)
    errno = code
  }

  /// Returns the time of the last write, to the nanosecond; nil if it is unknown.
  static func modified(_ path: String) -> String? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return "\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
  }

  /// Returns the bytes of a plain file; nil, with `errno` set, if it is not one. Reading stops once there are more than
  /// `limit`. The last component is not followed, and a pipe in its place does not block.
  static func bytes(of path: String, limit: Int = .max) -> [UInt8]? {
    bytes(from: Glibc.open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC), limit: limit)
  }

  /// Reads from a descriptor and closes it; nil if it is negative.
  static func bytes(from descriptor: Int32, limit: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    return read(from: descriptor, while: { bytes.count <= limit }, { bytes.append(contentsOf: $0) }) ? bytes : nil
  }

  /// Reads a plain file piece by piece; false, with `errno` set, if it is not one or cannot be read to its end. The last
  /// component is not followed.
  static func read(_ path: String, _ take: (UnsafeRawBufferPointer) -> Void) -> Bool {
    read(from: Glibc.open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC), while: { true }, take)
  }

  private static func read(
    from descriptor: Int32, while wantsMore: () -> Bool, _ take: (UnsafeRawBufferPointer) -> Void
  ) -> Bool {
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      errno = EINVAL
      return false
    }
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while wantsMore() {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      if count < 0 { return false }
      if count == 0 { break }
      chunk.withUnsafeBytes { take(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
    return true
  }

  /// Reads a file to its end so that the machine has it in memory. A failure costs nothing but time.
  static func readThrough(_ path: String) {
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    while Glibc.read(descriptor, &chunk, chunk.count) > 0 {}
  }

  /// Returns the size of a plain file in bytes; 0 if there is none.
  static func size(of path: String) -> Int {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : 0
  }

  /// Returns the bytes that can still be written below a folder; `Int.max` if the system does not say.
  static func room(in folder: String) -> Int {
    var status = statvfs()
    guard statvfs(folder, &status) == 0, status.f_blocks > 0 else { return .max }
    return Int(clamping: status.f_bavail).multipliedReportingOverflow(by: Int(clamping: status.f_frsize)).partialValue
  }

  static func open(_ path: String, _ flags: Int32) throws(HostError) -> Int32 {
    let descriptor = Glibc.open(path, flags | O_CLOEXEC)
    guard descriptor >= 0 else { throw .fileSystem(path: path, reason: reason()) }
    return descriptor
  }

  static func write(_ bytes: [UInt8], to path: String) throws(HostError) {
    let descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .fileSystem(path: path, reason: reason()) }
    defer { close(descriptor) }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress! + written, bytes.count - written) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .fileSystem(path: path, reason: reason()) }
      written += count
    }
  }

  /// Makes a folder and those above it.
  static func makeFolder(_ path: String, mode: mode_t = 0o755) throws(HostError) {
    if kind(at: path) == .folder || mkdir(path, mode) == 0 || errno == EEXIST { return }
    guard errno == ENOENT, let above = parent(of: path) else { throw .fileSystem(path: path, reason: reason()) }
    try makeFolder(above, mode: mode)
    guard mkdir(path, mode) == 0 || errno == EEXIST else { throw .fileSystem(path: path, reason: reason()) }
  }

  /// Makes a new folder that only we may enter, with links in its path resolved.
  static func makeTemporaryFolder() throws(HostError) -> String {
    try Leftovers.makeFolder()
  }

  /// Lets every account read a folder and all that is in it. Links are left as they are.
  static func letAllRead(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    switch kind(status) {
    case .folder:
      chmod(path, status.st_mode & 0o7777 | 0o555)
      for name in names(in: path) ?? [] { letAllRead(path + "/" + name) }
    case .file: chmod(path, status.st_mode & 0o7777 | 0o444)
    case .other: break
    }
  }

  static func link(_ target: String, at path: String) throws(HostError) {
    guard symlink(target, path) == 0 || errno == EEXIST else { throw .fileSystem(path: path, reason: reason()) }
  }

  static func parent(of path: String) -> String? {
    guard path != "/", let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return nil }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Returns the last component of a path.
  static func name(of path: String) -> String {
    path.pathComponents.last ?? path
  }
}
