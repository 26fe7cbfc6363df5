import Testing

@testable import PluginHost

/// Tests that stand in the file of the type.
@Suite struct TestCodeTests {
  private static let tests = """
    import XCTest
    final class AdamTests: XCTestCase {
      func testStep() { XCTAssertEqual("}", "{ \\(1 + { 1 }())") }
    }
    """

  @Test func theTypeBesideThemIsGraded() async throws {
    let bench = try await Bench.shared
    let plugin = try await bench.compile(["Adam.swift": Sources.adam + "\n" + Self.tests])
    #expect(plugin.leftAside == ["Adam.swift:20–23"])
  }

  @Test func aTestOfTheTestingModuleIsLeftAsideToo() async throws {
    let bench = try await Bench.shared
    let tests = """
      import Testing
      @Suite("steps") struct AdamTests {
        @Test(arguments: [1, 2].map { $0 }) func counts(_ n: Int) { #expect(n > 0) }
      }
      extension AdamTests { func two() -> Int { 2 } }
      @Test func halves() throws { _ = try #require(Optional(1)) }
      """
    let plugin = try await bench.compile(["Adam.swift": Sources.adam + "\n" + tests])
    #expect(plugin.leftAside == ["Adam.swift:20–25"])
  }

  @Test(arguments: [
    ("import Testing\nstruct A { @Test func b() { if true {} }\n  func c() {} }", "struct A { \n  func c() {} }"),
    ("import Testing\nstruct B { @Test func b() {} }\nstruct A {}", "\nstruct A {}"),
    ("@testable import Testing\nlet a = { 1 }()", "let a = { 1 }()"),
    ("import Testing\npublic final class A {}", "public final class A {}"),
  ])
  func theGradedTypeStays(_ source: String, rest: String) throws {
    let code = try #require(TestCode(Array(source.utf8), besides: "A"))
    let kept = String(decoding: code.rest, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    func words(_ text: some StringProtocol) -> [Substring] { String(text).split { $0 == " " || $0 == "\n" } }
    #expect(words(kept.dropFirst().joined(separator: "\n")) == words(rest))
  }

  @Test func allElseStaysOnItsLine() throws {
    let code = try #require(TestCode(Array((Self.tests + "\nlet a = 1").utf8)))
    #expect(code.lines == 1...4)
    let lines = String(decoding: code.rest, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 5 && lines[4] == "let a = 1")
    #expect(lines[..<4].allSatisfy { $0.allSatisfy { $0 == " " } })
  }

  @Test(arguments: ["let a = \"import XCTest\"", "// import XCTest\nclass A: XCTestCase {}", "import Tests", ""])
  func aSourceWithoutThemIsLeftAlone(_ source: String) {
    #expect(TestCode(Array(source.utf8)) == nil)
  }
}
