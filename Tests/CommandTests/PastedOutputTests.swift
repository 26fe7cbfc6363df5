import Foundation
import TestSupport
import Testing

/// Outputs that stand in the README and in the pages of `docs` are those of the program.
///
/// Before each stands the command, in a comment: `<!-- $ … -->`. A block after `<!-- file PATH -->` is a file that the
/// commands of its page find.
@Suite struct PastedOutputTests {
  private struct Page {
    var files: [String: String] = [:]
    var outputs: [(command: String, lines: [String])] = []

    init(_ text: String) {
      var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
      while let line = lines.popFirst() {
        if let match = line.wholeMatch(of: /<!-- \$ (.*) -->/) {
          outputs.append((String(match.output.1), Self.block(&lines)))
        } else if let match = line.wholeMatch(of: /<!-- file (.*) -->/) {
          files[String(match.output.1)] = Self.block(&lines).joined(separator: "\n") + "\n"
        }
      }
    }

    /// Takes the next block of code, indented or between fences.
    private static func block(_ lines: inout ArraySlice<Substring>) -> [String] {
      lines = lines.drop { $0.isEmpty }
      var block: [String] = []
      if lines.first?.hasPrefix("```") ?? false {
        lines.removeFirst()
        while let line = lines.popFirst(), line != "```" { block.append(String(line)) }
        return block
      }
      while let line = lines.first, line.isEmpty || line.hasPrefix("    ") {
        block.append(String(line.dropFirst(4)))
        lines.removeFirst()
      }
      while block.last?.isEmpty ?? false { block.removeLast() }
      return block
    }
  }

  /// Pages with an output, by their paths.
  private static let pages: [String] = {
    let docs = (try? FileManager.default.subpathsOfDirectory(atPath: Repository.root + "/docs")) ?? []
    return (["README.md"] + docs.filter { $0.hasSuffix(".md") }.map { "docs/" + $0 }.sorted())
      .filter { (try? text(of: $0).contains("<!-- $ ")) ?? true }
  }()

  private static func text(of page: String) throws -> String {
    try String(contentsOfFile: Repository.root + "/" + page, encoding: .utf8)
  }

  /// Runs a command of the shell in a new folder with some files, with the built program as `gradus`.
  private func output(of command: String, among files: [String: String]) throws -> [String] {
    let scratch = try Scratch()
    let work = scratch.path + "/work"
    try FileManager.default.createDirectory(atPath: work, withIntermediateDirectories: true)
    for (path, text) in files { _ = try scratch.write(text, to: "work/" + path) }
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "{ \(command); } >\(scratch.path)/output"]
    let programs = try Gradus.program.deletingLastPathComponent().path
    process.environment = ProcessInfo.processInfo.environment.merging([
      "PATH": programs + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? ""), "GRADUS_HOME": Repository.root,
    ]) { $1 }
    process.currentDirectoryURL = URL(filePath: work)
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let text = try String(contentsOfFile: scratch.path + "/output", encoding: .utf8)
    return text.replacingOccurrences(of: "\r\n", with: "\n").components(separatedBy: "\n")
  }

  @Test func somePagesHaveOutputs() {
    #expect(Self.pages.contains("README.md") && Self.pages.contains("docs/assignment-format.md"))
    #expect(Self.pages.contains("docs/Gradus.docc/FirstCheck.md"))
  }

  @Test(arguments: pages) func everyOutputIsTheProgramsOwn(_ name: String) throws {
    let page = Page(try Self.text(of: name))
    #expect(!page.outputs.isEmpty && page.outputs.allSatisfy { !$0.lines.isEmpty })
    for (command, lines) in page.outputs {
      let real = try output(of: command, among: page.files)
      #expect(real.count >= lines.count, "\(command)")
      for (shown, line) in zip(lines, real) {
        // The rest after "…" is left out.
        let isSame = shown.hasSuffix("…") ? line.hasPrefix(shown.dropLast()) : line == shown
        #expect(isSame, "\(shown)\n\(line)")
      }
    }
  }
}
