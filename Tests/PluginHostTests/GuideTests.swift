import Testing

@testable import PluginHost

/// The examples of docs/kit.md are programs, and print what the page says.
@Suite struct GuideTests {
  @Test func everyExampleRunsAndPrintsWhatStandsUnderIt() async throws {
    let bench = try await Bench.shared
    let root = try #require(Files.parent(of: bench.installation.kit))
    let page = String(decoding: try #require(Files.bytes(of: root + "/docs/kit.md")), as: UTF8.self)
    let (examples, outputs) = (blocks("swift", in: page), blocks("text", in: page))
    #expect(examples.count == outputs.count && examples.count >= 10)
    let body = examples.map { "do {\n\($0)\n}\nprint(\"--\")\n" }.joined()
    let plugin = try await bench.compile(Sources.stepping(body))
    let result = await bench.runner.run(plugin, smallCase(steps: 1))
    #expect(result.ending == .completed, "\(result.output)")
    let printed = result.output.split(separator: "--\n", omittingEmptySubsequences: false).dropLast()
    #expect(printed.map(String.init) == outputs.map { $0 + "\n" })
  }

  /// What stands between the fences of a language.
  private func blocks(_ language: String, in page: String) -> [String] {
    var (blocks, block) = ([String](), [Substring]?.none)
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      if line == "```\(language)" {
        block = []
      } else if line == "```", let lines = block {
        blocks.append(lines.joined(separator: "\n"))
        block = nil
      } else {
        block?.append(line)
      }
    }
    return blocks
  }
}
