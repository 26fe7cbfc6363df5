/// Tests in the file of the graded type itself: imports of XCTest or Testing, and the types and functions that are tests.
/// Nothing of a submission runs but its type, and neither module is here, so they are taken out.
struct TestCode {
  /// The source with blanks in place of the tests, so that all else stays on its line.
  private(set) var rest: [UInt8]
  /// The lines of the tests, the first and the last.
  var lines: ClosedRange<Int> { taken.min()!...taken.max()! }

  private let tokens: [Tokens.Token]
  private var taken: [Int] = []

  static let modules = ["XCTest", "Testing"]

  /// Takes out the tests of a source; `nil` if it imports no module of tests.
  ///
  /// - Parameter type: the graded type, which stays, with a test in it or without.
  init?(_ source: [UInt8], besides type: String = "") {
    rest = source
    tokens = Tokens(source).all
    let imports = tokens.indices.filter {
      tokens[$0].text == "import" && Self.modules.contains(text($0 + 1)) && text($0 - 1) != "."
    }
    guard !imports.isEmpty else { return nil }
    for index in imports { takeOut(start(before: index), index + 1) }
    var suites: Set<String> = []
    for declared in declarations where declared.name != type && declared.keyword != "extension" {
      guard isSuite(declared) else { continue }
      suites.insert(declared.name)
      takeOut(start(before: declared.first), declared.last)
    }
    for declared in declarations where declared.keyword == "extension" && suites.contains(declared.name) {
      takeOut(start(before: declared.first), declared.last)
    }
    for index in tokens.indices where isTest(index) {
      guard let function = tokens.indices.dropFirst(index).first(where: { tokens[$0].text == "func" }),
        let end = end(from: function)
      else { continue }
      takeOut(start(before: index), end)
    }
  }

  /// A type or an extension, from its keyword to its closing brace.
  private struct Declaration {
    let keyword: String
    let name: String
    let first: Int
    let last: Int
  }

  private var declarations: [Declaration] {
    tokens.indices.compactMap { index in
      guard ["class", "struct", "enum", "actor", "extension"].contains(tokens[index].text),
        index + 1 < tokens.count, tokens[index + 1].isWord, !["func", "var", "let"].contains(text(index + 1)),
        let last = end(from: index)
      else { return nil }
      return Declaration(keyword: tokens[index].text, name: text(index + 1), first: index, last: last)
    }
  }

  /// True for a test case of XCTest, and for a type with the attribute of a suite, or with a test in it.
  private func isSuite(_ declared: Declaration) -> Bool {
    if text(declared.first + 2) == ":", text(declared.first + 3) == "XCTestCase" { return true }
    let head = start(before: declared.first)..<declared.first
    return head.contains { text($0) == "@" && text($0 + 1) == "Suite" }
      || (declared.first...declared.last).contains(where: isTest)
  }

  private func isTest(_ index: Int) -> Bool { text(index) == "@" && text(index + 1) == "Test" }

  private func text(_ index: Int) -> String { tokens.indices.contains(index) ? tokens[index].text : "" }

  private static let modifiers: Set = ["final", "public", "open", "internal", "package", "private", "fileprivate"]

  /// The first of the modifiers and attributes before a declaration.
  private func start(before index: Int) -> Int {
    var first = index
    while first > 0 {
      if Self.modifiers.contains(text(first - 1)) {
        first -= 1
      } else if text(first - 2) == "@" {
        first -= 2
      } else if text(first - 1) == ")", let opening = opening(of: first - 1), text(opening - 2) == "@" {
        first = opening - 2
      } else {
        break
      }
    }
    return first
  }

  private func opening(of closing: Int) -> Int? {
    var depth = 0
    for index in stride(from: closing, through: 0, by: -1) {
      if text(index) == ")" { depth += 1 }
      if text(index) == "(" { depth -= 1 }
      if depth == 0 { return index }
    }
    return nil
  }

  /// The brace that closes the next one to be opened.
  private func end(from start: Int) -> Int? {
    var depth = 0
    for index in tokens.indices.dropFirst(start) {
      if tokens[index].text == "{" { depth += 1 }
      guard tokens[index].text == "}" else { continue }
      depth -= 1
      if depth == 0 { return index }
    }
    return nil
  }

  private mutating func takeOut(_ first: Int, _ last: Int) {
    for place in tokens[first].start..<tokens[last].start + tokens[last].text.utf8.count where rest[place] > 32 {
      rest[place] = 32
    }
    taken += [tokens[first].line, tokens[last].line]
  }
}
