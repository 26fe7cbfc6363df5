internal import Glibc

/// An exclusive lock between processes and between tasks of one process; the system drops it when its holder dies.
struct FolderLock {
  private let descriptor: Int32

  /// Waits until the lock is free.
  init(_ path: String) async throws(HostError) {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .fileSystem(path: path, reason: Files.reason()) }
    // Asking again and again, not blocking: a blocked thread would be missing from the pool that runs the holder.
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR else {
        let reason = Files.reason()
        close(descriptor)
        throw .fileSystem(path: path, reason: reason)
      }
      try? await Task.sleep(for: .milliseconds(20))
    }
  }

  func release() {
    close(descriptor)
  }
}
