import Foundation
import TestSupport
import Testing

/// Outputs that stand in the README are those of the program. Before each stands the command, in a comment: `<!-- $ … -->`.
@Suite struct ReadmeTests {
  private struct Block {
    var command: String
    var lines: [String]
  }

  private func blocks() throws -> [Block] {
    let text = try String(contentsOfFile: Repository.root + "/README.md", encoding: .utf8)
    var blocks: [Block] = []
    var isOpen = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let match = line.wholeMatch(of: /<!-- \$ (.*) -->/) {
        blocks.append(Block(command: String(match.output.1), lines: []))
        isOpen = true
      } else if isOpen, line.hasPrefix("    ") {
        blocks[blocks.count - 1].lines.append(String(line.dropFirst(4)))
      } else if isOpen, line.isEmpty {
        if blocks[blocks.count - 1].lines.isEmpty { continue }
        blocks[blocks.count - 1].lines.append("")
      } else if isOpen {
        isOpen = false
        while blocks[blocks.count - 1].lines.last?.isEmpty ?? false { blocks[blocks.count - 1].lines.removeLast() }
      }
    }
    return blocks
  }

  /// Runs a command of the shell in a new folder, with the built program as `gradus`.
  private func output(of command: String) throws -> [String] {
    let scratch = try Scratch()
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", command + " >" + scratch.path + "/output"]
    let programs = try Gradus.program.deletingLastPathComponent().path
    process.environment = ProcessInfo.processInfo.environment.merging([
      "PATH": programs + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? ""), "GRADUS_HOME": Repository.root,
    ]) { $1 }
    let work = scratch.path + "/work"
    try FileManager.default.createDirectory(atPath: work, withIntermediateDirectories: true)
    process.currentDirectoryURL = URL(filePath: work)
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let text = try String(contentsOfFile: scratch.path + "/output", encoding: .utf8)
    return text.replacingOccurrences(of: "\r\n", with: "\n").components(separatedBy: "\n")
  }

  @Test func everyOutputIsTheProgramsOwn() throws {
    let blocks = try blocks()
    #expect(blocks.count >= 2 && blocks.allSatisfy { $0.lines.count > 3 })
    for block in blocks {
      let real = try output(of: block.command)
      #expect(real.count >= block.lines.count, "\(block.command)")
      for (shown, line) in zip(block.lines, real) {
        // What follows "…" is left out.
        let isSame = shown.hasSuffix("…") ? line.hasPrefix(shown.dropLast()) : line == shown
        #expect(isSame, "\(shown)\n\(line)")
      }
    }
  }
}
