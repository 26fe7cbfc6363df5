internal import Glibc

extension Files {
  /// Removes a file, or a folder with all it holds; links are removed, not followed.
  static func remove(_ path: String) {
    remove(Array(path.utf8CString), in: AT_FDCWD)
  }

  /// Removes a name in an open folder. A folder that is moved meanwhile cannot lead the removal elsewhere.
  static func remove(_ name: [CChar], in folder: Int32) {
    let descriptor = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    if descriptor >= 0 {
      removeContents(of: descriptor)
      close(descriptor)
      unlinkat(folder, name, AT_REMOVEDIR)
    } else if unlinkat(folder, name, 0) != 0 {
      // A folder that cannot be read can still be removed if it is empty.
      unlinkat(folder, name, AT_REMOVEDIR)
    }
  }

  /// Removes everything in an open folder except one name. Mounted file systems stay.
  static func removeContents(of folder: Int32, but kept: [CChar]? = nil) {
    var own = stat()
    guard fstat(folder, &own) == 0 else { return }
    for name in rawNames(in: folder) ?? [] where name != kept {
      var status = stat()
      guard fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0, status.st_dev == own.st_dev else { continue }
      remove(name, in: folder)
    }
  }

  /// Returns the names in an open folder, sorted, as bytes with a zero at the end; nil if it cannot be read to its end.
  static func rawNames(in folder: Int32) -> [[CChar]]? {
    // Opened anew: a copy of the descriptor would share its place in the listing.
    let descriptor = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0, let stream = fdopendir(descriptor) else { return nil }
    defer { closeKeepingReason(stream) }
    return rawNames(from: stream)
  }
}
