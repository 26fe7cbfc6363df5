import GradeModel
import Testing

@testable import PluginHost

/// Lines at which a quantity gets its value: told where the sources show it surely, and nowhere else.
@Suite struct SourceMapTests {
  private func map(_ source: String, _ quantity: String = "m") throws -> SourceMap {
    let folder = try Folder(["Adam.swift": source])
    let submission = try Submission(at: folder.path + "/Adam.swift", declaring: "Adam")
    return SourceMap(of: submission, type: "Adam", quantities: [quantity])
  }

  /// The body of a type, and the line and column at which `m` gets its value; nil where that is not sure.
  private static let bodies: [(body: String, place: [Int]?)] = [
    ("  var m: Parameters = 0\n  mutating func step() {\n    m = 1 * m\n  }", [4, 5]),
    ("  mutating func step() {\n    self.m = 1\n  }", [3, 5]),
    ("  mutating func step() {\n    m[\"W\"][i] -= 1\n  }", [3, 5]),
    ("  mutating func step() {\n    m += 1 // m = 2\n    \"m = 3\"\n  }", [3, 5]),
    ("  mutating func step() {\n    m.append(1)\n  }", [3, 5]),
    ("  var m: Parameters { 2 }", [2, 7]),
    // Zeros before a sum are not where the numbers come from.
    ("  mutating func step() {\n    m = Tensor(repeating: 0, shape: W.shape)\n    m[i] += 2\n  }", [4, 5]),
    ("  mutating func step() {\n    m = []\n    m.append(1)\n  }", [4, 5]),
    ("  mutating func step() {\n    m = 0 * g\n  }", [3, 5]),
    ("  mutating func step() {\n    m = 0\n    m += 1\n    m += 2\n  }", nil),
    ("  mutating func step() {\n    m = 0.5\n    m += 1\n  }", nil),
    // Twice, by another's name, by a call, compared only.
    ("  mutating func step() {\n    m = 1\n    m = 2\n  }", nil),
    ("  mutating func step() {\n    state.m = 1\n  }", nil),
    ("  mutating func step() {\n    update(&m)\n  }", nil),
    ("  mutating func step() {\n    if m == 1 { }\n  }", nil),
    ("  mutating func step() {\n    if m <= 1 { }\n  }", nil),
    // A local variable has the name too: only what says `self` is the property.
    ("  mutating func step() {\n    var m = 0\n    m = 1\n  }", nil),
    ("  mutating func step() {\n    let m = 0\n    self.m = m\n  }", [4, 5]),
  ]

  @Test(arguments: bodies) func aLineIsToldWhereItIsSure(_ body: String, _ place: [Int]?) throws {
    let map = try map("struct Adam: Optimizer {\n\(body)\n}\n")
    #expect(
      map.quantities["m"] == place.map { Place(file: "Adam.swift", line: $0[0], column: $0[1]) }, "\(body)")
    #expect(map.type == Place(file: "Adam.swift", line: 1, column: 1))
  }

  /// Another type's property of the same name says nothing of this one's.
  @Test func onlyTheTypeItselfCounts() throws {
    let map = try map(
      """
      struct Memory { var m = 0
        mutating func set() { m = 1 } }
      struct Adam {
        var m = 0
      }
      extension Adam { mutating func step() { m = 2 } }
      """)
    #expect(map.quantities["m"] == Place(file: "Adam.swift", line: 6, column: 41))
  }

  @Test func columnsCountBytesAsTheCompilersDo() throws {
    let map = try map("struct Adam {\r\n  func f() { /* é */ m = 1 }\r\n}")
    #expect(map.quantities["m"] == Place(file: "Adam.swift", line: 2, column: 23))
  }

  /// A stranger's source may be anything: reading it takes time in proportion to its length. (It would take hours if every
  /// bracket were looked for to the end.)
  @Test(.timeLimit(.minutes(1))) func strangeSourcesAreReadInGoodTime() throws {
    let count = 20_000
    for source in [
      String(repeating: "extension Adam{", count: 3_000) + String(repeating: "m[", count: count),
      "struct Adam {" + String(repeating: "var m ", count: count),
      "struct Adam {" + String(repeating: "m=", count: count),
      String(repeating: "extension Adam ", count: count), "struct Adam {" + String(repeating: "m[]", count: count),
    ] {
      _ = try map(source)
    }
    for source in [
      String(repeating: "@Test func ", count: count), String(repeating: "@Test func a(){", count: count),
      String(repeating: "struct A{", count: count), String(repeating: "struct A{@Test func a(){", count: count),
      String(repeating: "struct A{@Test func a(){", count: count) + String(repeating: "}", count: 2 * count),
      String(repeating: "@Test ", count: count) + "func a(){}", String(repeating: "@Test(", count: count),
    ] {
      _ = TestCode(Array(("import Testing\n" + source).utf8))
    }
  }
}
