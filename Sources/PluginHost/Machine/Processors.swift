internal import Glibc

/// The number of processors that this process may use.
package enum Processors {
  /// As many as it may run on (`taskset`, a container's set),
  /// no more than its control groups have a share of, at least one.
  package static var available: Int {
    available(
      allowed: allowed(Files.bytes(of: "/proc/self/status") ?? []) ?? sysconf(Int32(_SC_NPROCESSORS_ONLN)),
      shares: shares)
  }

  /// Returns the number of processors a process may run on, from /proc/self/status:
  /// a mask in hexadecimal digits, with commas.
  static func allowed(_ status: [UInt8]) -> Int? {
    let mark = "Cpus_allowed:"
    let line = String(decoding: status, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix(mark) }
    guard let mask = line?.dropFirst(mark.count) else { return nil }
    let count = mask.reduce(0) { $0 + ($1.hexDigitValue?.nonzeroBitCount ?? 0) }
    return count > 0 ? count : nil
  }

  /// - Parameters:
  /// - allowed: the number of processors it may run on.
  /// - shares: `cpu.max` of its group and of those above: the quota in microseconds, or "max", and the period.
  static func available(allowed: Int, shares: [String]) -> Int {
    var count = Double(allowed)
    for share in shares {
      let words = share.split { $0 == " " || $0 == "\n" }
      guard words.count == 2, let quota = Double(words[0]), let period = Double(words[1]), period > 0 else { continue }
      count = min(count, quota / period)
    }
    // Half a processor more does not count: a program waits half of the time there.
    return max(1, Int(count))
  }

  private static var shares: [String] {
    ControlGroups.own.compactMap { Files.bytes(of: $0 + "/cpu.max", limit: 100) }.map {
      String(decoding: $0, as: UTF8.self)
    }
  }
}
