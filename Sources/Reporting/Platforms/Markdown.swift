/// Text of others in a Markdown document.
enum Markdown {
  /// Returns a text on one line that no reader of Markdown or HTML takes for more than text.
  static func text(_ text: String) -> String {
    var shown = String.UnicodeScalarView()
    // Scalar by scalar: a bar that is joined to another scalar is another character to Swift, and a bar to its reader.
    for scalar in Visible.line(text, limit: Limits.message).unicodeScalars {
      switch scalar {
      case "&": shown.append(contentsOf: "&amp;".unicodeScalars)
      case "<": shown.append(contentsOf: "&lt;".unicodeScalars)
      case ">": shown.append(contentsOf: "&gt;".unicodeScalars)
      case "\\", "`", "*", "_", "{", "}", "[", "]", "(", ")", "#", "!", "|", "~", "@", ":", "$":
        // As a number, since some readers do not know every escape. A mention or an address is only that if it is spelled out.
        shown.append(contentsOf: "&#\(scalar.value);".unicodeScalars)
      default: shown.append(scalar)
      }
    }
    return String(shown)
  }

  /// Returns a text as a block of code, with a fence longer than any in the text.
  static func block(_ text: String) -> String {
    let longest = text.unicodeScalars.split { $0 != "`" }.map(\.count).max() ?? 0
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return "\(fence)text\n\(Visible.text(text, limit: Limits.body))\n\(fence)"
  }
}
