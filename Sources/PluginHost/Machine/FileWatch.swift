internal import Glibc

/// Waits for changes of a file, or of the files in a folder.
package final class FileWatch {
  private let path: String
  private let descriptor: Int32

  /// The milliseconds in which nothing may happen before a change counts as whole, and the most that are waited for that.
  private static let (settle, most): (Int32, Int32) = (25, 60)
  /// The milliseconds after which the files are looked at without an event: some file systems tell nothing.
  private static let glance: Int32 = 1000
  /// Folders that are watched, and their depth: as far as a submission is read.
  private static let (folders, depth) = (1000, 8)

  package init(_ path: String) throws(HostError) {
    self.path = path
    descriptor = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
    guard descriptor >= 0 else { throw .fileSystem(path: path, reason: Files.reason()) }
    look()
  }

  deinit { close(descriptor) }

  /// Waits for an event, or for the time after which a look is due anyway. A file that is being written is waited for.
  package func wait() {
    guard isTold(within: Self.glance) else { return look() }
    drain()
    var waited: Int32 = 0
    while waited < Self.most, isTold(within: Self.settle) {
      drain()
      waited += Self.settle
    }
    look()
  }

  /// Waits as long for one more event.
  package func waitBriefly(_ milliseconds: Int32) {
    if isTold(within: milliseconds) { wait() }
  }

  private func isTold(within milliseconds: Int32) -> Bool {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, milliseconds) > 0
  }

  private func drain() {
    var bytes = [UInt8](repeating: 0, count: 1 << 14)
    while read(descriptor, &bytes, bytes.count) > 0 {}
  }

  /// Watches every folder of the path as it is now. A folder that is watched already stays so.
  private func look() {
    // An editor puts a new file in the place of the old one: that happens in the folder.
    var parent = Files.parent(of: Files.realPath(path) ?? path) ?? "."
    while !Files.exists(parent), let above = Files.parent(of: parent) { parent = above }
    watch(parent)
    var open = [(path, 0)]
    var count = 0
    while let (folder, depth) = open.popLast(), count < Self.folders {
      guard Files.kind(at: folder) == .folder, let names = OpenFolder(folder)?.names(limit: 10_000) else { continue }
      watch(folder)
      count += 1
      guard depth < Self.depth else { continue }
      for name in names where !name.begins(with: ".") && Files.kind(at: folder + "/" + name) == .folder {
        open.append((folder + "/" + name, depth + 1))
      }
    }
  }

  private func watch(_ folder: String) {
    let events = IN_CLOSE_WRITE | IN_MODIFY | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB
    _ = inotify_add_watch(descriptor, folder, UInt32(events) | UInt32(IN_ONLYDIR))
  }
}
