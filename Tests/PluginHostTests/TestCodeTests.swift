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

  @Test func allElseStaysOnItsLine() throws {
    let code = try #require(TestCode(Array((Self.tests + "\nlet a = 1").utf8)))
    #expect(code.lines == 1...4)
    let lines = String(decoding: code.rest, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 5 && lines[4] == "let a = 1")
    #expect(lines[..<4].allSatisfy { $0.allSatisfy { $0 == " " } })
  }

  @Test(arguments: ["let a = \"import XCTest\"", "// import XCTest\nclass A: XCTestCase {}", "import Testing", ""])
  func aSourceWithoutThemIsLeftAlone(_ source: String) {
    #expect(TestCode(Array(source.utf8)) == nil)
  }
}
