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

  /// Invisible scalars are written out.
  @Test(arguments: [
    "\u{200B}", "\u{2060}", "\u{2061}", "\u{2062}", "\u{2063}", "\u{2064}", "\u{AD}", "\u{E0001}", "\u{E0041}",
    "\u{E007F}",
    "\u{FE0F}", "\u{FE00}", "\u{E0100}", "\u{180B}", "\u{34F}", "\u{3164}", "\u{115F}", "\u{FFA0}", "\u{200C}",
    "\u{200D}",
    "\u{200E}", "\u{061C}", "\u{202A}", "\u{2066}", "\u{2069}", "\u{2028}", "\u{2029}", "\u{85}", "\u{9B}", "\u{FFF9}",
    "\u{1D173}", "\u{1BCA0}", "\u{2800}", "\u{E0FFF}", "\u{FFF0}",
  ])
  func theInvisibleIsShown(_ text: String) throws {
    let scalar = try #require(text.unicodeScalars.first)
    let expected = "a\\u{\(String(scalar.value, radix: 16, uppercase: true))}b"
    #expect(Array(Visible.text("a" + text + "b").unicodeScalars) == Array(expected.unicodeScalars))
  }

  /// Honest text keeps what it needs.
  @Test(arguments: [
    "👩‍👩‍👧‍👦", "👩🏽‍🚀", "❤️", "❤️‍🔥", "🏳️‍🌈", "1️⃣", "#️⃣", "☎︎", "🇫🇷", "e\u{301}\u{302}", "Zoë", "葛\u{E0100}城", "naïve",
    "한국어", "ไทย", "हिन्दी", "עברית", "العربية", "β₁ᵗ", "a\u{A0}b", "∑",
  ])
  func theHonestStays(_ text: String) {
    #expect(Array(Visible.text(text).unicodeScalars) == Array(text.unicodeScalars))
  }

  /// An invisible scalar stays in its one place only: not twice, not before its base, not between letters.
  @Test(arguments: [
    ("👩\u{200D}\u{200D}👧", "👩\\u{200D}\\u{200D}👧"), ("👩\u{200D}a", "👩\\u{200D}a"), ("👩\u{200D}", "👩\\u{200D}"),
    ("\u{200D}👩", "\\u{200D}👩"), ("❤\u{FE0F}\u{FE0F}", "❤\u{FE0F}\\u{FE0F}"), ("1\u{FE0F}", "1\\u{FE0F}"),
    ("a\u{FE0F}\u{200D}👩", "a\\u{FE0F}\\u{200D}👩"), ("漢\u{E0100}\u{E0101}", "漢\u{E0100}\\u{E0101}"),
    ("1\u{200D}2", "1\\u{200D}2"), ("🏴\u{E0067}\u{E007F}", "🏴\\u{E0067}\\u{E007F}"), ("می\u{200C}خ", "می\\u{200C}خ"),
  ])
  func theInvisibleHasOnePlace(_ text: String, _ expected: String) {
    #expect(Array(Visible.text(text).unicodeScalars) == Array(expected.unicodeScalars))
    #expect(Array(Visible.line(text).unicodeScalars) == Array(expected.unicodeScalars))
  }

  /// Every scalar there is, between two letters: shown by itself or by its number, one of both.
  @Test func noScalarIsLost() {
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let shown = Visible.text("a\(scalar)b").unicodeScalars
      let properties = scalar.properties
      let isHidden =
        properties.isDefaultIgnorableCodePoint || properties.isVariationSelector || properties.isBidiControl
        || properties.isJoinControl || properties.isNoncharacterCodePoint
      if isHidden, shown.contains(scalar) { Issue.record("U+\(String(value, radix: 16)) is hidden") }
      if shown.count < 3 { Issue.record("U+\(String(value, radix: 16)) is lost") }
    }
  }

  @Test func aRowFitsAndIsOneLine() {
    #expect(Visible.row("2 of 9: \u{9B}31m\u{202E}\nx", columns: 80) == "2 of 9: \\u{9B}31m\\u{202E} x")
    #expect(Visible.row(String(repeating: "x", count: 100), columns: 20) == String(repeating: "x", count: 18) + "…")
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
