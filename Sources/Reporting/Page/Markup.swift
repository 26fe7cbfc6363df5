internal import Mustache

/// Text made fit for the markup of a page.
enum Markup {
  /// Returns text in which no character can begin a tag, an entity or the end of an attribute.
  ///
  /// It goes by scalars: as a part of a grapheme, `<` is another character than `<` alone.
  static func escaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": result.append(contentsOf: "&lt;".unicodeScalars)
      case ">": result.append(contentsOf: "&gt;".unicodeScalars)
      case "&": result.append(contentsOf: "&amp;".unicodeScalars)
      case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
      case "'": result.append(contentsOf: "&#39;".unicodeScalars)
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  /// Returns a formula's markup if it is MathML of the elements that formulas are typeset in, else the text itself.
  static func formula(_ markup: String) -> String { isFormula(markup) ? markup : "<mtext>\(escaped(markup))</mtext>" }

  private static let elements: Set<Substring> = [
    "mrow", "mi", "mn", "mo", "mtext", "mfrac", "msqrt", "msub", "msup", "mover", "munder",
  ]

  private static func isFormula(_ markup: String) -> Bool {
    var open: [Substring] = []
    var rest = Substring(markup)
    // By UTF-8: a scalar that joins with `<` would hide it.
    while let start = rest.utf8.firstIndex(of: UInt8(ascii: "<")) {
      guard let end = rest[start...].utf8.firstIndex(of: UInt8(ascii: ">")) else { return false }
      let tag = rest[rest.utf8.index(after: start)..<end]
      if tag.utf8.first == UInt8(ascii: "/") {
        guard open.popLast() == tag.dropFirst() else { return false }
      } else {
        let name = tag == "mrow class=\"departs\"" ? "mrow" : tag
        guard elements.contains(name) else { return false }
        open.append(name)
      }
      rest = rest[rest.utf8.index(after: end)...]
    }
    return open.isEmpty
  }
}

/// The escaping of the page's template.
struct PageText: MustacheContentType {
  /// The name that the template asks for it by.
  static let name = "PAGE"

  func escapeText(_ text: String) -> String { Markup.escaped(text) }
}
