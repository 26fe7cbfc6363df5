#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The temporary names that files have until they are whole: `.gradus-PROCESS-WHAT.tmp`, with an ending of SQLite's for its
/// journal.
enum UnfinishedFile {
  private static let start = ".gradus-"

  /// Returns the name of what this process writes under a number.
  static func name(_ number: Int) -> String { "\(start)\(getpid())-\(number).tmp" }

  /// True if a name is that of a file whose writer has ended.
  static func isLeft(_ name: String) -> Bool {
    guard name.hasPrefix(start) else { return false }
    let words = name.dropFirst(start.count).split(separator: "-", maxSplits: 1)
    guard words.count == 2, words[1].hasSuffix(".tmp") || words[1].hasSuffix(".tmp-journal"),
      let process = pid_t(words[0]), process > 0
    else { return false }
    return kill(process, 0) != 0 && errno == ESRCH
  }
}
