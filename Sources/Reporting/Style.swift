/// The look of a terminal report: decided by the caller, who knows the stream.
package struct Style: Equatable, Sendable {
  /// True if colours are written.
  package var isColoured: Bool
  /// Columns that lines are kept to where their content allows.
  package var width: Int
  /// The columns that the terminal has, if they are known: there it breaks a line, whatever the width.
  package var columns: Int?

  package init(isColoured: Bool, width: Int = 100, columns: Int? = nil) {
    self.isColoured = isColoured
    self.width = width
    // Below this no word would be kept together any more.
    self.columns = columns.map { max($0, 20) }
  }

  /// Columns beyond which a stranger's text is broken.
  var edge: Int { min(width, columns ?? width) }

  /// Without colours.
  package static let plain = Style(isColoured: false)

  /// The style for a stream: colours only on a terminal that can show them, for a user who did not set `NO_COLOR`.
  ///
  /// - Parameter columns: the terminal's width, if it is known.
  package init(isTerminal: Bool, environment: [String: String], columns: Int? = nil) {
    // no-color.org: present and not empty, whatever its value.
    let isRefused = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    self.init(
      isColoured: isTerminal && !isRefused && environment["TERM"] != "dumb", width: min(max(columns ?? 80, 60), 100),
      columns: columns)
  }

  enum Tone: String {
    case good = "32"
    case bad = "31"
    case doubtful = "33"
    case dim = "2"
    case bold = "1"
  }

  func paint(_ text: String, _ tone: Tone) -> String {
    isColoured && !text.isEmpty ? "\u{1B}[\(tone.rawValue)m\(text)\u{1B}[0m" : text
  }
}
