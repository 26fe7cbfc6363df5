import Foundation
import TestSupport
import Testing

/// Students' file names, in a whole batch.
@Suite struct BatchNameTests {
  /// The two attacks on reports' names, and one by case: everybody has a report with his own name in it.
  @Test func noReportIsWrittenOverAnother() throws {
    let scratch = try Scratch()
    let long = String(repeating: "x", count: 220) + ".swift"
    // The digest is FNV-1a, of 64 bits, which anybody can compute.
    let digest = long.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    let hexadecimal = String(digest, radix: 16)
    let padded = String(repeating: "0", count: 16 - hexadecimal.count) + hexadecimal
    let names = [
      "100\u{2}5.swift", "100%.swift", long, long.prefix(120) + "…" + hexadecimal, long.prefix(120) + "%~" + padded,
      "Ada.swift", "ada.swift", "t\u{9B}31m\u{202E}.swift",
    ]
    for name in names { _ = try scratch.write("struct X {}", to: "class/" + name) }
    let result = try Gradus.run([
      "batch", scratch.path + "/class", "--assignment", "10-adam", "--output", scratch.path + "/out",
    ])
    #expect(result.code == 0, "\(result.errors)")
    let reports = try scratch.exports(of: "out").filter { $0.key.hasSuffix(".xml") }
    #expect(Set(reports.keys.map { $0.lowercased() }).count == names.count, "\(reports.keys.sorted())")
    let submissions = reports.values.map { data in
      String(decoding: data, as: UTF8.self).split(separator: "\n").first { $0.contains("gradus.submission") } ?? ""
    }
    #expect(Set(submissions).count == names.count, "\(submissions)")
    #expect(reports.keys.contains("t%C2%9B31m%E2%80%AE.swift.xml") && reports.keys.contains("100%25.swift.xml"))
  }

  /// No part of a name goes to the terminal as it is. The command `script` provides a terminal.
  @Test func noNameDrivesTheTerminal() async throws {
    let scratch = try Scratch()
    let name = "a\u{9B}31m\u{1B}[2J\u{202E}\u{85}\u{200B}.swift"
    _ = try scratch.write("struct X {}", to: "class/" + name)
    // There is no room for the report, so that the sentence about it has the name too.
    let faults = Faults.environment(try await Faults.library(in: scratch), "renameat", ENOSPC, first: 1, count: 1)
    let command =
      "'\(try Gradus.program.path)' batch '\(scratch.path)/class' --assignment 10-adam --output '\(scratch.path)/out'"
    let result = try Gradus.run(
      ["-q", "-e", "-c", command, "/dev/null"], environment: faults.merging(["TERM": "xterm"]) { $1 },
      program: "/usr/bin/script")
    #expect(result.output.contains("1 of 1: a%C2%9B31m%1B[2J"), "\(result.output)")
    #expect(result.output.contains("1 withheld"), "\(result.output)")
    let raw = result.output.replacingOccurrences(of: "\r\u{1B}[K", with: "").unicodeScalars
    #expect(!raw.contains { ["\u{9B}", "\u{1B}", "\u{202E}", "\u{85}", "\u{200B}"].contains($0) }, "\(result.output)")
  }

  /// Words that the shell makes of `class/*`, which no command takes.
  @Test func noWordDrivesTheTerminal() throws {
    let result = try Gradus.run(["check", "a.swift", "b\u{9B}31m\u{1B}[2J\u{202E}.swift", "--assignment", "10-adam"])
    #expect(result.code == 64 && result.errors.contains("b\\u{9B}31m␛[2J\\u{202E}.swift"), "\(result.errors)")
    #expect(result.errors.contains("Usage: gradus check"), "\(result.errors)")
    #expect(!result.errors.unicodeScalars.contains { ["\u{9B}", "\u{1B}", "\u{202E}"].contains($0) })
    let help = try Gradus.run(["check", "--help"])
    #expect(help.code == 0 && help.output.contains("USAGE: gradus check") && help.errors.isEmpty, "\(help.output)")
  }
}
