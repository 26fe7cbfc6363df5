internal import Glibc

/// A program's time on the processors and its time waiting for one, in seconds.
struct ProcessorUse: Sendable, Equatable {
  /// The running time of the process that ran longest.
  var running: Double
  /// The time ready to run without a processor, of all processes. The program's is all of it: bubblewrap's own
  /// processes sleep while it runs.
  var waiting: Double

  /// Measures a process and all below it by their first threads; nil if the kernel does not say. Processes that have
  /// ended by now do not count.
  ///
  /// Source: https://docs.kernel.org/scheduler/sched-stats.html, "/proc/<pid>/schedstat"; proc(5), "children".
  static func below(_ process: pid_t) -> ProcessorUse? {
    var found: ProcessorUse?
    var (open, seen) = ([process], 0)
    // No program of ours has as many processes as this.
    while let next = open.popLast(), seen < 256 {
      seen += 1
      let place = "/proc/\(next)/task/\(next)/"
      let times = numbers(in: place + "schedstat")
      guard times.count == 3 else { continue }
      let (running, waiting) = (Double(times[0]) * 1e-9, Double(times[1]) * 1e-9)
      found = ProcessorUse(
        running: max(found?.running ?? 0, running), waiting: (found?.waiting ?? 0) + waiting)
      open += numbers(in: place + "children").compactMap { pid_t(exactly: $0) }
    }
    return found
  }

  /// True if this machine's kernel tells these times of us. A kernel that does not count has zeros there.
  static var isKnown: Bool {
    (below(getpid())?.running ?? 0) > 0 && Files.exists("/proc/self/task/\(getpid())/children")
  }

  private static func numbers(in file: String) -> [UInt64] {
    let text = Files.bytes(of: file, limit: 1 << 16).map { String(decoding: $0, as: UTF8.self) } ?? ""
    return text.split { $0 == " " || $0 == "\n" }.compactMap { UInt64($0) }
  }
}
