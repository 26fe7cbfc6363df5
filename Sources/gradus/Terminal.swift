import PluginHost
import Reporting

#if canImport(Glibc)
  import Glibc
#endif

/// The streams of this process.
enum Terminal {
  static var isOutputTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
  static var isErrorTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Returns the style of standard output.
  static func style(_ environment: [String: String]) -> Style {
    Style(isTerminal: isOutputTerminal, environment: environment, columns: columns(of: STDOUT_FILENO))
  }

  private static func columns(of descriptor: Int32) -> Int? {
    var size = winsize()
    return ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : nil
  }

  /// Writes a line to standard error.
  ///
  /// The line may hold names, of files and of what failed: nothing goes to the terminal as it is. On a terminal it is broken
  /// between words; elsewhere it stays one line, for a program that reads it.
  static func say(_ line: String) {
    let line = broken(Visible.text(line), for: STDERR_FILENO)
    write(harmless(line) + "\n", to: STDERR_FILENO)
  }

  /// Writes text to standard output.
  static func print(_ text: String) { write(harmless(text), to: STDOUT_FILENO) }

  /// Writes lines to standard output, broken between words on a terminal.
  static func printLines(_ text: String) { print(broken(text, for: STDOUT_FILENO)) }

  /// Writes commands of ours to a service that reads this process's output.
  static func command(_ lines: String) { write(lines, to: STDOUT_FILENO) }

  /// Returns a text that a workflow, which looks for commands in both streams, takes nothing of for one.
  private static func harmless(_ text: String) -> String {
    Environment.current["GITHUB_ACTIONS"] == "true" ? GitHub.harmless(text) : text
  }

  private static func broken(_ text: String, for descriptor: Int32) -> String {
    guard isatty(descriptor) == 1 else { return text }
    // Lines of more than 100 columns are hard to read.
    return Visible.lines(text, columns: min(columns(of: descriptor) ?? 80, 100))
  }

  /// Shows a line that the next one replaces, cut where the terminal would break it; on a terminal only.
  static func progress(_ line: String) {
    guard isErrorTerminal else { return }
    write("\r\u{1B}[K" + Visible.row(line, columns: columns(of: STDERR_FILENO) ?? 80), to: STDERR_FILENO)
  }

  /// Goes to the top of the screen and clears it, on a terminal that can; elsewhere what was written stays.
  static func home() {
    guard isOutputTerminal, Environment.current["TERM"] != "dumb" else { return }
    write("\u{1B}[H\u{1B}[2J", to: STDOUT_FILENO)
  }

  private static func write(_ text: String, to descriptor: Int32) {
    var text = text
    text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while !rest.isEmpty {
        let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
        if count < 0 && errno != EINTR { return }
        if count > 0 { rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count)) }
      }
    }
  }
}
