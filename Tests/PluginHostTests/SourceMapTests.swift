import GradeModel
import Testing

@testable import PluginHost

/// Lines at which a quantity gets its value: told where the sources show it surely, and nowhere else.
@Suite struct SourceMapTests {
  private func map(
    _ source: String, _ quantity: String = "m", conformingTo kitProtocol: String = "Optimizer"
  ) throws -> SourceMap {
    let folder = try Folder(["Adam.swift": source])
    let submission = try Submission(at: folder.path + "/Adam.swift", declaring: ["Adam"])
    return SourceMap(of: submission, type: "Adam", conformingTo: kitProtocol, quantities: [quantity])
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

  /// The body of a layer's `forward`, and the line and column of what gives `y` its value.
  private static let results: [(body: String, place: [Int]?)] = [
    ("    return x.matmul(W) + b", [3, 5]),
    ("    x + 1", [3, 5]),
    ("    let y = x + 1\n    return y", [3, 9]),
    ("    let y: Tensor = x + 1\n    return y", [3, 9]),
    ("    var y: Tensor\n    y = x + 1\n    return y", [4, 5]),
    ("    var y = Tensor(repeating: 0, shape: x.shape)\n    y[0] += x[0]\n    return y", [4, 5]),
    // Several come into question: the end of the method.
    ("    var y = x\n    y = y + 1\n    return y", [5, 5]),
    ("    kept = x\n    return kept", [3, 5]),
    ("    self.kept = x\n    return self.kept", [3, 5]),
    ("    return kept", [3, 5]),
    ("    let y = x + 1\n    return y\n      * 2", [4, 5]),
    // A closure's result is not the method's.
    ("    let a = [1].map { n in return n }\n    return x + a[0]", [4, 5]),
    ("    guard x.count > 0 else { return x }\n    return x + 1", [4, 5]),
    ("    if x.count > 0 { return x } else { return x + 1 }", nil),
  ]

  @Test(arguments: results) func aResultHasTheLineThatGivesItsValue(_ body: String, _ place: [Int]?) throws {
    let source = "struct Adam: Layer {\n  mutating func forward(_ x: Tensor) -> Tensor {\n\(body)\n  }\n}\n"
    let map = try map(source, "y", conformingTo: "Layer")
    #expect(map.quantities["y"] == place.map { Place(file: "Adam.swift", line: $0[0], column: $0[1]) }, "\(body)")
    // A training loop's `y` is a property, and none is here.
    #expect(try self.map(source, "y", conformingTo: "Trainer").quantities["y"] == nil, "\(body)")
  }

  @Test func aParametersEntryHasALineOfItsOwn() throws {
    func lines(_ body: String) throws -> [String: Int] {
      try map("struct Adam {\n  mutating func step() {\n\(body)\n  }\n}").quantities.mapValues(\.line)
    }
    #expect(try lines("    m[\"W1\"] = 1\n    m[\"b1\"] = 2") == ["m/W1": 3, "m/b1": 4])
    #expect(try lines("    m = 0\n    m[\"W1\"] = 1\n    m[\"b1\"] = 2") == ["m/W1": 4, "m/b1": 5])
    #expect(try lines("    m[\"W1\"] = 1\n    m[\"W1\"] = 2\n    m[\"b1\"] = 2") == ["m/b1": 5])
    // A loop, the whole, a name that is worked out: any entry may be meant.
    #expect(try lines("    m[\"W1\"] = 1\n    m[name] = 2") == [:])
    #expect(try lines("    m[\"W1\"] = 1\n    m = m + 1") == [:])
    #expect(try lines("    m[\"W1\"] = 1\n    update(&m)") == [:])
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
      "struct Adam {" + String(repeating: "m[\"a\"]=1;", count: count),
    ] {
      _ = try map(source)
    }
    for source in [
      String(repeating: "func forward", count: count), String(repeating: "func forward(){", count: count),
      "func forward(){" + String(repeating: "return m ", count: count),
      "func forward(){return m\n" + String(repeating: "var m:", count: count),
    ] {
      _ = try map("struct Adam {" + source, conformingTo: "Layer")
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
