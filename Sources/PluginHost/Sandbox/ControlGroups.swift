internal import Glibc
internal import Synchronization

/// Groups of processes whose memory and number the kernel limits together (cgroup v2).
/// They need a folder that we may write to.
///
/// An extra: each process has limits of its own in any case. A group also limits what a program's processes use
/// together, and ends them all at once.
///
/// Source: https://docs.kernel.org/admin-guide/cgroup-v2.html
package struct ControlGroups: Sendable, Equatable {
  /// The folder in which a group is made for each program.
  let root: String

  /// Returns the folder to try: the one that `GRADUS_CGROUP` names, else that of our own group; nil without cgroup v2.
  package static func candidate(environment: [String: String] = Environment.current) -> String? {
    if let named = environment["GRADUS_CGROUP"], !named.isEmpty { return named }
    return candidate(
      mounts: Files.bytes(of: "/proc/self/mountinfo") ?? [], groups: Files.bytes(of: "/proc/self/cgroup") ?? [])
  }

  /// The folders of this process's own group and of those above.
  static var own: [String] {
    var folders: [String] = []
    var folder = candidate(
      mounts: Files.bytes(of: "/proc/self/mountinfo") ?? [], groups: Files.bytes(of: "/proc/self/cgroup") ?? [])
    while let place = folder, place != "/" {
      folders.append(place)
      folder = Files.parent(of: place)
    }
    return folders
  }

  /// - Parameters:
  /// - mounts: the text of /proc/self/mountinfo, a line for each mount: … root, mount point, …, "-", type, ….
  /// - groups: the text of /proc/self/cgroup; the line of version 2 begins with "0::".
  static func candidate(mounts: [UInt8], groups: [UInt8]) -> String? {
    let own = String(decoding: groups, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("0::") }?.dropFirst(3)
    guard let own else { return nil }
    for line in String(decoding: mounts, as: UTF8.self).split(separator: "\n") {
      let fields = line.split(separator: " ").map(String.init)
      guard let dash = fields.firstIndex(of: "-"), dash > 5, fields.count > dash + 1, fields[dash + 1] == "cgroup2"
      else { continue }
      let (base, place) = (fields[3], fields[4])
      // A container sees its own group as the top.
      let below = base == "/" || !own.hasPrefix(base) ? String(own) : String(own.dropFirst(base.count))
      return below == "/" || below.isEmpty ? place : place + (below.hasPrefix("/") ? below : "/" + below)
    }
    return nil
  }

  /// Returns groups that a program really ran in, nil if there are none, and words for what was found.
  ///
  /// - Parameter isKernels: true for a folder of the kernel's.
  ///   An ordinary folder accepts every limit and enforces none.
  static func probe(
    limiter: String, root: String?, isKernels: (String) -> Bool = isOfVersion2
  ) async -> (groups: ControlGroups?, words: String) {
    guard let root else { return (nil, "the kernel offers no control groups of version 2") }
    guard isKernels(root) else { return (nil, "\(root) is no folder of control groups of version 2") }
    let groups = ControlGroups(root: root)
    groups.sweep()
    // Only in a folder that we were given. The group made next shows if it helped.
    if root == Environment.current["GRADUS_CGROUP"],
      let switchboard = try? Files.open(root + "/cgroup.subtree_control", O_WRONLY)
    {
      _ = write(switchboard, "+memory +pids", 13)
      close(switchboard)
    }
    do throws(HostError) {
      let group = try groups.group(memoryBytes: 64 << 20, processes: 8)
      // Without further arguments the limiter prints its usage and ends with 64, which proves that it ran.
      let result = try await Command(limiter, ["--group", group.folder, "--", limiter], group: group).run(seconds: 10)
      guard result.ending == .exited(64) else {
        return (nil, "no program can be put into a group below \(root)")
      }
      return (groups, root)
    } catch {
      return (nil, "no group with limits can be made in \(root); name a delegated one in GRADUS_CGROUP")
    }
  }

  private static func isOfVersion2(_ folder: String) -> Bool {
    guard let path = Files.realPath(folder) else { return false }
    return isOfVersion2(path, mounts: Files.bytes(of: "/proc/self/mountinfo") ?? [])
  }

  /// True if the innermost mount that holds a path is one of groups. Of several in one place the last counts.
  static func isOfVersion2(_ path: String, mounts: [UInt8]) -> Bool {
    var found: (place: Int, type: String) = (-1, "")
    for line in String(decoding: mounts, as: UTF8.self).split(separator: "\n") {
      let fields = line.split(separator: " ").map(String.init)
      guard let dash = fields.firstIndex(of: "-"), dash > 5, fields.count > dash + 1 else { continue }
      let place = fields[4]
      let holds = path == place || path.hasPrefix(place.hasSuffix("/") ? place : place + "/")
      if holds && place.utf8.count >= found.place { found = (place.utf8.count, fields[dash + 1]) }
    }
    return found.type == "cgroup2"
  }

  /// Removes the groups of processes of ours that have ended. A group that still holds a program stays.
  private func sweep() {
    for name in Files.names(in: root) ?? [] {
      let parts = name.split(separator: "-")
      guard parts.count == 3, parts[0] == "gradus", let process = pid_t(parts[1]), process > 0, kill(process, 0) != 0,
        errno == ESRCH
      else { continue }
      rmdir(root + "/" + name)
    }
  }

  private static let made = Atomic<Int>(0)

  /// Makes a new group for one program.
  func group(memoryBytes: Int, processes: Int) throws(HostError) -> ControlGroup {
    let number = Self.made.add(1, ordering: .relaxed).newValue
    return try ControlGroup("\(root)/gradus-\(getpid())-\(number)", memoryBytes: memoryBytes, processes: processes)
  }
}

/// One group. With its last reference it is removed, and every process in it killed.
final class ControlGroup: Sendable {
  let folder: String

  fileprivate init(_ folder: String, memoryBytes: Int, processes: Int) throws(HostError) {
    self.folder = folder
    guard mkdir(folder, 0o755) == 0 else { throw .fileSystem(path: folder, reason: Files.reason()) }
    Leftovers.made(group: folder)
    try set("memory.max", memoryBytes)
    try set("pids.max", processes)
    // Not every kernel counts swap.
    try? set("memory.swap.max", 0)
  }

  /// True if the kernel killed one of its processes for want of memory.
  var ranOutOfMemory: Bool {
    let events = Files.bytes(of: folder + "/memory.events", limit: 4096) ?? []
    for line in String(decoding: events, as: UTF8.self).split(separator: "\n") {
      let words = line.split(separator: " ")
      if words.count == 2, words[0] == "oom_kill", let count = Int(words[1]) { return count > 0 }
    }
    return false
  }

  /// Sets a limit. The files are the kernel's: if one is missing, this group does not have that limit, and the file
  /// cannot be made.
  private func set(_ limit: String, _ value: Int) throws(HostError) {
    try Files.write(Array("\(value)".utf8), to: folder + "/" + limit)
  }

  deinit {
    Leftovers.removed(group: folder)
    Self.remove(folder)
  }

  /// Kills every process in a group, and removes it.
  static func remove(_ folder: String) {
    try? Files.write([UInt8(ascii: "1")], to: folder + "/cgroup.kill")
    // Dying processes leave within moments.
    for _ in 0..<50 where rmdir(folder) != 0 && errno == EBUSY { usleep(1000) }
  }
}
