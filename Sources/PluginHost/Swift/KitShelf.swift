internal import Glibc

/// The kits in a cache: which are finished, which are in use, which can go.
struct KitShelf {
  /// The number of finished kits of one toolchain that stay. One state of the sources has several: for each sandbox level, with and
  /// without Foundation.
  static let kept = 8

  let cache: String

  /// The locks of the kits that this process uses, held until it ends.
  private static let borrowed = Locked<[String: FolderLock]>([:])

  static func lock(of folder: String) -> String { folder + ".lock" }
  static func isReady(_ folder: String) -> Bool { Files.exists(ready(folder)) }
  private static func ready(_ folder: String) -> String { folder + "/ready" }

  /// Marks a kit as finished. The mark's time is that of its last use.
  static func finish(_ folder: String, toolchain: String) throws(HostError) {
    try Files.write(Array(toolchain.utf8), to: ready(folder))
  }

  /// Keeps a finished kit from being removed for as long as this process lives; false when it is not finished.
  func borrow(_ folder: String) async throws(HostError) -> Bool {
    if Self.borrowed.withLock({ $0[folder] != nil }), Self.isReady(folder) { return true }
    guard Self.isReady(folder) else { return false }
    // A cache that may only be read has nobody of our kind who removes from it.
    guard access(cache, W_OK) == 0 else { return true }
    let lock = try await FolderLock.take(Self.lock(of: folder), .shared)
    guard Self.isReady(folder) else { return false }
    utimensat(AT_FDCWD, Self.ready(folder), nil, 0)
    Self.borrowed.withLock { $0[folder] = lock }
    return true
  }

  /// Removes the kits that were not used for longest, beyond the newest few of each toolchain, and what was never finished.
  /// One that is in use, or being built, stays.
  func prune(keeping present: String, newest count: Int = kept) {
    var kits: [(folder: String, toolchain: String, used: timespec)] = []
    for name in Files.names(in: cache) ?? [] where name.hasPrefix("kit-") && !name.hasSuffix(".lock") {
      let folder = cache + "/" + name
      guard folder != present, Files.kind(at: folder) == .folder else { continue }
      guard let toolchain = Files.bytes(of: Self.ready(folder), limit: 4096) else {
        remove(folder)
        continue
      }
      var status = stat()
      stat(Self.ready(folder), &status)
      kits.append((folder, String(decoding: toolchain, as: UTF8.self), status.st_mtim))
    }
    let own = Files.bytes(of: Self.ready(present), limit: 4096).map { String(decoding: $0, as: UTF8.self) }
    for (toolchain, group) in Dictionary(grouping: kits, by: \.toolchain) {
      let newestFirst = group.sorted { ($0.used.tv_sec, $0.used.tv_nsec) > ($1.used.tv_sec, $1.used.tv_nsec) }
      for kit in newestFirst.dropFirst(toolchain == own ? count - 1 : count) { remove(kit.folder) }
    }
  }

  private func remove(_ folder: String) {
    // Whoever builds or uses it holds the lock, we ourselves included.
    guard let lock = try? FolderLock.attempt(Self.lock(of: folder)) else { return }
    // Unfinished first: one that dies here leaves nothing that passes for a kit.
    unlink(Self.ready(folder))
    Files.remove(folder)
    unlink(Self.lock(of: folder))
    withExtendedLifetime(lock) {}
  }
}
