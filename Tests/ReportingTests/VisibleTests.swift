import Testing

@testable import Reporting

@Suite struct VisibleTests {
  @Test(
    arguments: [
      ("plain", "plain"), ("a\u{1B}[31mb", "a␛[31mb"), ("\u{0}", "␀"), ("\u{7F}", "␡"), ("a\r\nb\n", "a\nb\n"),
      ("50%\r60%", "50%␍60%"), ("\ttab", "\ttab"), ("\u{9B}2J", "\\u{9B}2J"),
      ("\u{FFFE}\u{FFFF}", "\\u{FFFE}\\u{FFFF}"),
      ("\u{10FFFF}", "\\u{10FFFF}"), ("\u{202E}fdp", "\\u{202E}fdp"), ("שלום 漢字 👩‍👩‍👧", "שלום 漢字 👩‍👩‍👧"), ("]]>", "]]>"),
      ("", ""),
    ]
  ) func textIsShown(_ text: String, _ expected: String) {
    #expect(Array(Visible.text(text).unicodeScalars) == Array(expected.unicodeScalars))
  }

  @Test(arguments: [("  a \n\t b  ", "a b"), ("\u{85}\u{A0}\u{2028}", ""), ("a\u{1B}b", "a␛b"), ("\r\n", "")])
  func aLineIsOneLine(_ text: String, _ expected: String) {
    #expect(Visible.line(text) == expected)
  }

  @Test func whatIsCutIsCounted() {
    #expect(Visible.text("abcdef", limit: 6) == "abcdef")
    #expect(Visible.text("abcdef", limit: 4) == "abcd\n… (2 more characters)")
    #expect(Visible.text("abcdef", limit: 5) == "abcde\n… (1 more character)")
    #expect(Visible.line("abcdef", limit: 4) == "abcd…")
  }
}
