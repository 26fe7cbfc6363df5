internal import Glibc

/// The means of this machine that running submissions takes: descriptors, processes and memory.
package struct Means: Equatable, Sendable {
  /// Open files that this process may have.
  var descriptors: Int
  /// Processes and threads that may still be started.
  var processes: Int
  /// Bytes of memory that are free.
  var memory: Int

  /// One of them, for a message.
  package enum Kind: Sendable, CaseIterable { case descriptors, processes, memory }

  /// The most that one submission takes while it is compiled or run.
  private static let lane = Means(descriptors: 12, processes: 12, memory: 512 << 20)
  /// The means that this process has for itself.
  private static let own = Means(descriptors: 16, processes: 16, memory: 128 << 20)

  /// Returns how many submissions can be graded at once, at least one, and what allows no more.
  ///
  /// - Parameter memoryBytes: the limit of a submission.
  package func lanes(memoryBytes: Int) -> (count: Int, scarce: Kind) {
    let counts: [(Kind, Int)] = [
      (.descriptors, (descriptors - Self.own.descriptors) / Self.lane.descriptors),
      (.processes, (processes - Self.own.processes) / Self.lane.processes),
      (.memory, (memory - Self.own.memory) / max(Self.lane.memory, memoryBytes)),
    ]
    let least = counts.min { $0.1 < $1.1 }!
    return (max(1, least.1), least.0)
  }

  /// Those of this process. Its limit of open files is raised as far as it may be.
  package static var present: Means {
    var files = rlimit()
    getrlimit(__rlimit_resource_t(UInt32(RLIMIT_NOFILE.rawValue)), &files)
    if files.rlim_cur < files.rlim_max {
      files.rlim_cur = min(files.rlim_max, 1 << 16)
      setrlimit(__rlimit_resource_t(UInt32(RLIMIT_NOFILE.rawValue)), &files)
      getrlimit(__rlimit_resource_t(UInt32(RLIMIT_NOFILE.rawValue)), &files)
    }
    let groups = ControlGroups.own
    return Means(
      descriptors: Int(clamping: files.rlim_cur), processes: min(ownProcesses, left(in: groups, of: "pids")),
      memory: min(freeMemory(Files.bytes(of: "/proc/meminfo") ?? []) ?? .max, left(in: groups, of: "memory")))
  }

  /// Returns the bytes that /proc/meminfo calls available.
  static func freeMemory(_ text: [UInt8]) -> Int? {
    let line = String(decoding: text, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("MemAvailable:") }
    return line?.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 << 10 }
  }

  /// Returns what some control groups have left of something.
  private static func left(in groups: [String], of resource: String) -> Int {
    func number(_ path: String) -> Int? {
      Files.bytes(of: path, limit: 100).flatMap { Int(String(decoding: $0, as: UTF8.self).prefix { $0 != "\n" }) }
    }
    let left = groups.compactMap { group -> Int? in
      guard let most = number("\(group)/\(resource).max"), let used = number("\(group)/\(resource).current") else {
        return nil
      }
      return max(0, most - used)
    }
    return left.min() ?? .max
  }

  /// The processes that the limit leaves this user; `Int.max` for those whom it does not bind.
  private static var ownProcesses: Int {
    var limit = rlimit()
    // RLIMIT_NPROC, which the C library hides.
    guard geteuid() != 0, getrlimit(__rlimit_resource_t(UInt32(6)), &limit) == 0,
      limit.rlim_cur < 1 << 20
    else { return .max }
    let used = (Files.names(in: "/proc") ?? []).reduce(0) { sum, name in
      var status = stat()
      guard Int(name) != nil, stat("/proc/" + name, &status) == 0, status.st_uid == geteuid() else { return sum }
      return sum + (Files.names(in: "/proc/\(name)/task")?.count ?? 1)
    }
    return max(0, Int(limit.rlim_cur) - used)
  }
}
