import Testing

@testable import PluginHost

@Suite struct TokensTests {
  /// A source, its tokens, and the line of the last.
  static let rows: [(source: String, tokens: String, line: Int)] = [
    ("let a = 1", "let a = 1", 1), ("a // b\nc", "a c", 2), ("a /* b /* c */ d */ e", "a e", 1),
    ("a\r\nb\rc\nd", "a b c d", 4),
    ("\u{FEFF}a", "a", 1), ("#!/usr/bin/swift \"\na", "a", 2), ("`a /* b` c", "a /* b c", 1), ("é.x", "é . x", 1),
    ("x \"/* \\\" y\" z", "x z", 1), ("x \"\\(a + \"b\" + c(d))\" e", "x a + + c ( d ) e", 1),
    ("x #\"\\(a) \" \\#(b)\"# c", "x b c", 1), ("\"\"\"\n a \" \\(b)\n \"\"\" c", "b c", 3), ("#\"\"\"# a", "a", 1),
    ("\"\" a", "a", 1), ("\"open\na", "a", 2), ("a #/ \" /# b", "a b", 1), ("#/\n \" \n/# a", "a", 3),
    ("a / b / c", "a / b / c", 1),
    ("#if a\n#endif", "# if a # endif", 2), ("## a", "# a", 1),
    ("#/ \n \"\"\" \n/#\na", "a", 4), ("@main @x(1)", "@ main @ x ( 1 )", 1), ("", "", 0), ("/* a", "", 0),
  ]

  @Test(arguments: rows.indices) func commentsAndTextsAreNoCode(_ row: Int) {
    let (source, tokens, line) = Self.rows[row]
    let found = Tokens(Array(source.utf8)).all
    #expect(found.map(\.text).joined(separator: " ") == tokens && (found.last?.line ?? 0) == line, "\(source)")
  }

  /// A stranger's source may be anything: none takes more time, or more of the stack, than its length.
  @Test func strangeSourcesAreReadInGoodTime() {
    let count = 200_000
    for source in [
      String(repeating: "#", count: count), String(repeating: "\"\\(", count: count / 3),
      String(repeating: "/*", count: count / 2), String(repeating: "#\"\"\"", count: count / 4),
      String(repeating: "`", count: count), String(repeating: "(", count: count),
    ] {
      let time = ContinuousClock().measure { #expect(Tokens(Array(source.utf8)).all.count <= count) }
      #expect(time < .seconds(20), "\(source.prefix(4))")
    }
  }

  /// A source, and the ways in which it declares `m`.
  static let declarations: [(source: String, found: [Tokens.Declaration])] = [
    ("var m: Parameters = 0", [.stored]), ("var t = 0, m: Parameters = 0, v: Parameters = 0", [.stored]),
    ("let m = 0", [.stored]),
    ("private(set) var m: [String: [Double]] = [:]", [.stored]), ("@Setting private var m = 1.0", [.stored]),
    ("var m: Parameters { 0 }", [.other]), ("var m: Parameters\n{ get { 0 } }", [.other]), ("lazy var m = 0", [.other]),
    ("@Tracked var m: Parameters = 0", [.other]), ("@Clamped(0) private var m = 0.5", [.other]),
    ("var m: Parameters = 0 { didSet { n += 1 } }", [.stored]),
    ("var m: Parameters\nvar n: Parameters { m }", [.stored]),
    ("func f(m: Int) {}\nvar m: Parameters { 0 }", [.other]), ("let m = 1\nvar m: Int { 2 }", [.stored, .other]),
    ("func m() {}", []), ("m = 3; x.m", []),
  ]

  @Test(arguments: declarations.indices) func storedPropertiesAreTold(_ row: Int) {
    let (source, found) = Self.declarations[row]
    #expect(Tokens(Array(source.utf8)).declarations(of: "m") == found, "\(source)")
  }

  /// Each property that the entry names costs time, so plainly stored ones are not named.
  @Test func theEntryNamesWhatMemoryDoesNotShow() {
    func names(_ source: String) -> [String] {
      let asked = AskedProperties(read: ["m", "v", "a b"], written: ["rate"])
      let text = Entry(
        type: "Adam", conformingTo: "Optimizer", asking: asked, of: [Tokens(Array(source.utf8))]
      ).text
      return ["\"m\"", "\"v\"", "\"a b\"", "\"rate\""].filter(text.contains)
    }
    #expect(names("@Setting var rate = 1.0\nvar m: Parameters = 0, v: Parameters = 0") == [])
    #expect(names("@Setting var rate = 1.0 { didSet {} }\nvar m: Parameters = 0, v: Parameters = 0") == ["\"rate\""])
    #expect(names("@Setting var rate = 1.0\nvar m: Parameters { 0 }") == ["\"m\"", "\"v\""])
  }
}
