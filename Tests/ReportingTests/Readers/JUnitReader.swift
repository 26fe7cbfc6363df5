import TestSupport

/// A test as a reader of JUnit files understood it.
struct SeenTest: Equatable {
  enum Result: String { case passed, failed, broken, skipped }

  var name: String
  var result: Result
  /// The text that the reader shows first.
  var said = ""
  var file: String?
  var line: Int?
}

/// A consumer of JUnit files, by the rules that were read from its source or its documentation.
protocol JUnitReader: SendableMetatype {
  /// Returns the tests of a set of files; `nil` if the consumer gives up.
  static func read(_ documents: [Element]) -> [SeenTest]?
}

extension Element {
  /// The element of a test case that tells how it ended.
  var ending: Element? { children.first { ["failure", "error", "skipped"].contains($0.name) } }

  var seenResult: SeenTest.Result {
    switch ending?.name {
    case nil: .passed
    case "failure": .failed
    case "error": .broken
    default: .skipped
    }
  }

  /// The first non-blank of some texts.
  static func first(_ texts: String?...) -> String {
    for case let text? in texts where !text.allSatisfy(\.isWhitespace) { return text }
    return ""
  }

  /// The place that a text names as ` folder/File.swift:12`.
  static func place(in text: String) -> (file: String, line: Int)? {
    for line in text.split(separator: "\n").reversed() where line.hasPrefix(" ") {
      let parts = line.dropFirst().split(separator: ":")
      if parts.count == 2, parts[0].hasSuffix(".swift"), let number = Int(parts[1]) {
        return (String(parts[0]), number)
      }
    }
    return nil
  }
}

extension Sequence where Element: Hashable {
  /// The first of each, in order.
  func firsts() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
