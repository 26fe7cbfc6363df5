/// Text from outside, made fit to be shown.
enum Text {
  /// Returns bytes as valid UTF-8, cut at a limit with a mark that says so.
  static func shown(_ bytes: [UInt8], limit: Int) -> String {
    let text = String(decoding: bytes.prefix(limit), as: UTF8.self)
    return bytes.count > limit ? text + "\n[cut here: more than \(limit) bytes]" : text
  }

  /// Returns a number of seconds as a person writes it: 10, 0.5.
  static func seconds(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e9 ? String(Int(value)) : String(value)
  }

  /// Returns a program's output without the stack trace that the Swift runtime adds to a fatal error.
  ///
  /// Its addresses differ from run to run, and the line it should have named is found by other means.
  static func withoutRuntimeTrace(_ text: String) -> String {
    var kept: [Substring] = []
    var isInTrace = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line == "Current stack trace:" {
        isInTrace = true
        continue
      }
      isInTrace = isInTrace && isTraceLine(line)
      if !isInTrace { kept.append(line) }
    }
    return kept.joined(separator: "\n")
  }

  /// A line such as `4    plugin.so   0x00007f9aaaf1e7dc step(_:) + 34780`.
  private static func isTraceLine(_ line: Substring) -> Bool {
    let words = line.split(separator: " ", maxSplits: 3)
    return words.count == 4 && words[0].allSatisfy(\.isNumber) && words[2].hasPrefix("0x") && words[2].count == 18
  }
}
