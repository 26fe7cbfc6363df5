/// Tests in the file of the graded type itself: imports of XCTest or Testing, and the types and functions that are tests.
/// Nothing of a submission runs but its type, and neither module is here, so they are taken out.
struct TestCode {
  /// The source with blanks in place of the tests, so that all else stays on its line.
  private(set) var rest: [UInt8]
  /// The lines of the tests, the first and the last.
  var lines: ClosedRange<Int> { taken.min()!...taken.max()! }

  private let tokens: [Tokens.Token]
  private let brackets: Brackets
  /// The number of tests before each token.
  private let tests: [Int]
  private var taken: [Int] = []

  static let modules = ["XCTest", "Testing"]

  /// Takes out the tests of a source; `nil` if it imports no module of tests.
  ///
  /// - Parameter type: the graded type, which stays, with a test in it or without.
  init?(_ source: [UInt8], besides type: String = "") {
    rest = source
    let tokens = Tokens(source).all
    self.tokens = tokens
    brackets = Brackets(tokens)
    tests = tokens.indices.reduce(into: [0]) { counts, index in
      let isTest = tokens[index].text == "@" && index + 1 < tokens.count && tokens[index + 1].text == "Test"
      counts.append(counts[index] + (isTest ? 1 : 0))
    }
    let imports = tokens.indices.filter {
      tokens[$0].text == "import" && Self.modules.contains(text($0 + 1)) && text($0 - 1) != "."
    }
    guard !imports.isEmpty else { return nil }
    for index in imports { takeOut(start(before: index), index + 1) }
    var suites: Set<String> = []
    // A suite within one that was taken out is out.
    var end = 0
    for declared in declarations where declared.name != type && declared.keyword != "extension" {
      guard isSuite(declared) else { continue }
      suites.insert(declared.name)
      guard declared.first >= end else { continue }
      takeOut(start(before: declared.first), declared.last)
      end = declared.last
    }
    for declared in declarations where declared.keyword == "extension" && suites.contains(declared.name) {
      takeOut(start(before: declared.first), declared.last)
    }
    let functions = Brackets.next(in: tokens) { $0.text == "func" }
    end = 0
    for index in tokens.indices where index >= end && isTest(index) {
      guard let function = functions[index], let close = brackets.braces(from: function)?.close else { continue }
      takeOut(start(before: index), close)
      end = close
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
        let last = brackets.braces(from: index)?.close
      else { return nil }
      return Declaration(keyword: tokens[index].text, name: text(index + 1), first: index, last: last)
    }
  }

  /// True for a test case of XCTest, and for a type with the attribute of a suite, or with a test in it.
  private func isSuite(_ declared: Declaration) -> Bool {
    if text(declared.first + 2) == ":", text(declared.first + 3) == "XCTestCase" { return true }
    let head = start(before: declared.first)..<declared.first
    return head.contains { text($0) == "@" && text($0 + 1) == "Suite" }
      || tests[declared.last] > tests[declared.first]
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
      } else if text(first - 1) == ")", let opening = brackets.partners[first - 1], text(opening - 2) == "@" {
        first = opening - 2
      } else {
        break
      }
    }
    return first
  }

  private mutating func takeOut(_ first: Int, _ last: Int) {
    for place in tokens[first].start..<tokens[last].start + tokens[last].text.utf8.count where rest[place] > 32 {
      rest[place] = 32
    }
    taken += [tokens[first].line, tokens[last].line]
  }
}
