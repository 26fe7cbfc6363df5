/// Tests in the file of the graded type itself: imports of XCTest, and the classes that are test cases. Nothing of a submission
/// runs but its type, and there is no XCTest here, so they are taken out.
struct TestCode {
  /// The source with blanks in place of the tests, so that all else stays on its line.
  let rest: [UInt8]
  /// The lines of the tests, the first and the last.
  let lines: ClosedRange<Int>

  /// Takes out the tests of a source; `nil` if it does not import XCTest.
  init?(_ source: [UInt8]) {
    let tokens = Tokens(source).all
    func text(_ index: Int) -> String? { tokens.indices.contains(index) ? tokens[index].text : nil }
    var rest = source
    var lines: [Int] = []
    func takeOut(_ first: Int, _ last: Int) {
      for place in tokens[first].start..<tokens[last].start + tokens[last].text.utf8.count where rest[place] > 32 {
        rest[place] = 32
      }
      lines += [tokens[first].line, tokens[last].line]
    }
    for index in tokens.indices where tokens[index].text == "import" && text(index + 1) == "XCTest" {
      takeOut(index, index + 1)
    }
    guard !lines.isEmpty else { return nil }
    for index in tokens.indices where tokens[index].text == "class" && text(index + 2) == ":" {
      guard text(index + 3) == "XCTestCase", let end = Self.end(of: tokens, from: index + 4) else { continue }
      takeOut(["final", "public", "open"].contains(text(index - 1)) ? index - 1 : index, end)
    }
    self.rest = rest
    self.lines = lines.min()!...lines.max()!
  }

  /// The brace that closes the next one to be opened.
  private static func end(of tokens: [Tokens.Token], from start: Int) -> Int? {
    var depth = 0
    for index in tokens.indices.dropFirst(start) {
      if tokens[index].text == "{" { depth += 1 }
      guard tokens[index].text == "}" else { continue }
      depth -= 1
      if depth == 0 { return index }
    }
    return nil
  }
}
