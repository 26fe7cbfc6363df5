import Foundation
import Testing

@testable import PluginHost

/// The examples of docs/kit.md are programs, and print what the page says; those in the kit's comments compile.
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

  @Test func everyExampleOfTheReferenceCompiles() async throws {
    let bench = try await Bench.shared
    let examples = try ["GradusKit", "Tensors"].flatMap { try self.examples(under: bench.installation.kit + "/" + $0) }
    let types = examples.filter { $0.contains("struct ") }
    // What a piece of a step or of a loop is in the midst of.
    let surroundings = """
      func pieces(
        _ data: TrainingData, _ weights: Parameters, _ velocity: Parameters, _ momentum: Double, _ beta1: Double,
        m: inout Parameters, g: inout Parameters
      ) {
      """
    let pieces = examples.filter { !$0.contains("struct ") }.map { "do {\n\($0)\n}\n" }.joined()
    #expect(types.count >= 5 && examples.count - types.count >= 5)
    let source = Sources.stepping("", before: types.joined(separator: "\n") + "\n\(surroundings)\n\(pieces)}\n")
    let failure = try await bench.failure(of: source)
    #expect(failure == nil, "\(source)")
  }

  /// The code in the comments of the sources under a folder: what is indented after an empty line.
  private func examples(under folder: String) throws -> [String] {
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".swift") }.sorted()
    var examples: [String] = []
    for file in files {
      let text: String = try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
      var example: [String]?
      // A line more, so that the last example ends too.
      for line in text.components(separatedBy: "\n") + [""] {
        let comment: Substring = line.drop { $0 == " " }
        let isComment = comment.hasPrefix("///")
        let words = String(comment.dropFirst(4))
        if isComment, words.isEmpty {
          example = (example ?? []) + [words]
        } else if isComment, words.hasPrefix("    "), let begun = example {
          example = begun + [words]
        } else {
          if let lines = example, lines.contains(where: { !$0.isEmpty }) {
            examples.append(lines.joined(separator: "\n"))
          }
          example = nil
        }
      }
    }
    return examples
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
