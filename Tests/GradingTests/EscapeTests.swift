import Testing

@testable import Equations
@testable import Reporting

/// Two rooms that cannot import one another make text fit for markup: the typesetter of formulas, and the page.
@Suite struct EscapeTests {
  @Test(arguments: [
    "", "x ≤ y", "<a href=\"x\">&'</a>", "a<\u{338}b", ">\u{301}&\u{FE0F}\u{200D}", "'\u{20D2}\"\u{20D2}", "&amp;",
  ]) func bothEscapeAlike(_ text: String) {
    let escaped = Markup.escaped(text)
    #expect(Array(MathMLWriter.escaped(text).utf8) == Array(escaped.utf8))
    #expect(!escaped.utf8.contains { "<>\"'".utf8.contains($0) })
  }
}
