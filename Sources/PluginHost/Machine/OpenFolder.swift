internal import Glibc

/// A folder held open. Its contents are found from here by their bare names and never through a link, whatever is put
/// in the place of a folder above meanwhile.
final class OpenFolder {
  private let stream: OpaquePointer
  private var descriptor: Int32 { dirfd(stream) }

  /// Opens a folder; nil, with `errno` set, if there is none.
  convenience init?(_ path: String) { self.init(path, from: AT_FDCWD) }

  /// Opens a folder in a folder.
  convenience init?(_ name: String, in folder: OpenFolder) { self.init(name, from: folder.descriptor) }

  private init?(_ path: String, from place: Int32) {
    let descriptor = openat(place, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    guard let stream = fdopendir(descriptor) else {
      close(descriptor)
      return nil
    }
    self.stream = stream
  }

  deinit { closedir(stream) }

  /// Returns its names, sorted by their bytes, but no more than `limit` and one; `nil`, with `errno` set, if the system stops
  /// before the end. A name that is not UTF-8 comes back with replacement characters, and so will not be found.
  func names(limit: Int) -> [String]? {
    Files.rawNames(from: stream, limit: limit)?.map(Files.text)
  }

  /// Returns the kind of file with a name; nil if there is none.
  func kind(of name: String) -> Files.Kind? {
    var status = stat()
    return fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 ? Files.kind(status) : nil
  }

  /// Returns the bytes of a plain file in it, as `Files.bytes` does.
  func bytes(of name: String, limit: Int) -> [UInt8]? {
    Files.bytes(from: openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC), limit: limit)
  }
}
