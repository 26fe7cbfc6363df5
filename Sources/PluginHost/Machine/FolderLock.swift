internal import Glibc

/// A lock between processes and between tasks of one process, on a file beside what it guards. The system drops it when
/// its holder dies.
final class FolderLock: Sendable {
  enum Kind {
    /// Any number of holders, and no exclusive one.
    case shared
    case exclusive
  }

  /// Waits a little before the next attempt.
  static func pause() async { await Thread.pause(milliseconds: 20) }

  private let descriptor: Int32

  private init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// Waits until the lock is free.
  static func take(_ path: String, _ kind: Kind = .exclusive) async throws(HostError) -> FolderLock {
    while true {
      if let lock = try attempt(path, kind) { return lock }
      // Ask again and again instead of blocking: a blocked thread would be missing from the pool that runs the holder.
      await pause()
    }
  }

  /// Returns the lock if it is free now.
  static func attempt(_ path: String, _ kind: Kind = .exclusive) throws(HostError) -> FolderLock? {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .fileSystem(path: path, reason: Files.reason()) }
    let lock = FolderLock(descriptor: descriptor)
    guard flock(descriptor, (kind == .shared ? LOCK_SH : LOCK_EX) | LOCK_NB) == 0 else {
      guard errno == EWOULDBLOCK || errno == EINTR else { throw .fileSystem(path: path, reason: Files.reason()) }
      return nil
    }
    // A holder may have removed the file before it let go of it: then this lock guards nothing.
    var (mine, present) = (stat(), stat())
    guard fstat(descriptor, &mine) == 0, stat(path, &present) == 0, mine.st_ino == present.st_ino,
      mine.st_dev == present.st_dev
    else { return nil }
    return lock
  }
}
